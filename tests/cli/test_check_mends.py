"""`milepost check --fix` and the forms of its output."""

from pathlib import Path

import pytest

from support.command import milepost
from support.tree import tree_of
from support.vaults import phase, write_vault

ITEM = '---\r\ntype: item\r\nstatus: "donee" # nearly\r\nkind: conceptt\r\nphase: "[[Phase]]"\r\n---\r\n'
LINKS = (
    "---\nrelated: '[[Note]]'\n---\nSee [[Note]], [[Note|words]] and [[Note#Part]]; ![[Note]] `[[Other]]`.\n"
    "\n| a |\n| - |\n| [[Note]] |\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": "docs_dir: vault\nplugins: [milepost]\n",
        "vault/Phase.md": phase(1),
        "vault/Item.md": ITEM,
        "vault/A/Note.md": "# Part\n",
        "vault/B/Note.md": "# Part\n",
        "vault/Links.md": LINKS,
        "vault/Left.md": "[[Nowhere]]\n",
    }
    return write_vault(tmp_path, files)


def test_what_cannot_be_wrong_is_mended_and_the_rest_is_told(project: Path) -> None:
    before = tree_of(project)
    mended = milepost(project, "check", "--fix")
    assert mended.status == 1
    assert mended.out.splitlines()[0].startswith("Left.md:1: [[Nowhere]] leads nowhere")
    assert mended.out.splitlines()[1:] == ["1 problem"]
    assert 'mended Item.md:3: status "donee" is unknown' in mended.err
    after = tree_of(project)
    assert after["vault/Item.md"] == ITEM.replace("donee", "done").replace("conceptt", "concept").encode()
    assert after["vault/Links.md"].decode() == (
        "---\nrelated: '[[A/Note|Note]]'\n---\n"
        "See [[A/Note|Note]], [[A/Note|words]] and [[A/Note#Part|Note > Part]]; ![[A/Note]] `[[Other]]`.\n"
        "\n| a |\n| - |\n| [[A/Note\\|Note]] |\n"
    )
    assert {path for path in after if after[path] != before.get(path)} == {"vault/Item.md", "vault/Links.md"}
    assert milepost(project, "check", "--fix").err == ""


@pytest.mark.parametrize(
    "line",
    [
        "[[Note]] is written `[[Note]]`",
        "[[Note]] \\[[Note]]",
        "[[Note]] $[[Note]]$",
        "[[Note]] %%[[Note]]%%",
        "[[Note]] <b title='[[Note]]'>x</b>",
    ],
)
def test_a_line_that_says_the_same_where_it_is_no_link_is_left_alone(project: Path, line: str) -> None:
    write_vault(project / "vault", {"Links.md": f"{line}\n"})
    checked = milepost(project, "check", "--fix")
    assert "Links.md:1: [[Note]] fits 2 files" in checked.out
    assert tree_of(project)["vault/Links.md"].decode() == f"{line}\n"


@pytest.mark.parametrize("before", ["> | ", "> [!note]\n> | ", "- | ", ""])
def test_a_cell_stays_one_wherever_its_table_stands(project: Path, before: str) -> None:
    rule = before.rpartition("\n")[2].replace("-", " ")
    text = f"{before}[[Note]] | b\n{rule}- | -\n"
    write_vault(project / "vault", {"Links.md": text})
    milepost(project, "check", "--fix")
    after = tree_of(project)["vault/Links.md"].decode()
    assert after == text.replace("[[Note]]", "[[A/Note\\|Note]]")


def test_properties_stay_readable(project: Path) -> None:
    text = "---\nrelated: '[[Note]]'\n---\n"
    (project / "vault/A").rename(project / "vault/A'")
    (project / "vault/B").rename(project / "vault/B'")
    write_vault(project / "vault", {"Links.md": text})
    assert "Links.md:2: [[Note]] fits 2 files; A'/Note.md is used" in milepost(project, "check", "--fix").out
    assert tree_of(project)["vault/Links.md"].decode() == text


def test_a_dry_run_says_so_and_writes_nothing(project: Path) -> None:
    before = tree_of(project)
    shown = milepost(project, "check", "--fix", "--dry-run")
    assert shown.status == 1
    assert "would mend Links.md:2: [[Note]] fits 2 files" in shown.err
    assert tree_of(project) == before


def test_each_mend_shows_what_becomes_of_its_lines(project: Path) -> None:
    shown = milepost(project, "check", "--fix", "--dry-run").err
    assert '[status-unknown]\n  - status: "donee" # nearly\n  + status: "done" # nearly\n' in shown
    assert "[kind-unknown]\n  - kind: conceptt\n  + kind: concept\n" in shown
    assert "[link-ambiguous]\n  - related: '[[Note]]'\n  + related: '[[A/Note|Note]]'\n" in shown
    assert milepost(project, "check", "--fix").err == shown.replace("would mend", "mended").replace(
        "problems to mend", "problems mended"
    )


@pytest.mark.parametrize(("word", "after"), [("dnoe", "done"), ("dome", "dome"), ("none", "none")])
def test_a_short_word_with_another_letter_may_be_another_word(project: Path, word: str, after: str) -> None:
    write_vault(project / "vault", {"Item.md": ITEM.replace("donee", word)})
    checked = milepost(project, "check", "--fix")
    assert f'status "{word}" is unknown; did you mean "done"?' in checked.out + checked.err
    text = (project / "vault/Item.md").read_text(encoding="utf-8")
    assert f"status: {after}" in text.replace('"', "")


def test_a_dry_run_of_one_file_leaves_the_others(project: Path) -> None:
    before = tree_of(project)
    milepost(project, "check", "--fix", "--dry-run")
    assert tree_of(project) == before


def test_a_word_that_is_near_to_two_is_left_alone(project: Path) -> None:
    text = ITEM.replace("donee", "tode").replace("conceptt", "concept")
    write_vault(project / "vault", {"Item.md": text})
    config = "docs_dir: vault\nplugins: [{milepost: {statuses: {todd: done}}}]\n"
    write_vault(project, {"mkdocs.yml": config})
    milepost(project, "check", "--fix")
    assert tree_of(project)["vault/Item.md"] == text.encode()


def test_annotations_are_lines_that_github_reads(project: Path) -> None:
    write_vault(project / "vault", {"A, B/100 % [x].md": "[[a%b]]\n"})
    shown = milepost(project, "check", "--format", "github")
    assert shown.status == 1
    assert shown.out.splitlines()[0] == (
        "::warning file=vault/A%2C B/100 %25 [x].md,line=1,title=link-missing::"
        "[[a%25b]] leads nowhere; create the note, or mend the name"
    )


def test_a_vault_on_another_drive_of_windows_is_named_as_a_whole(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_way(path: Path) -> str:
        raise ValueError(f"path is on mount 'D:', start on mount 'C:': {path}")

    write_vault(project / "vault", {"A.md": "[[b]]\n"})
    monkeypatch.setattr("os.path.relpath", no_way)
    shown = milepost(project, "check", "--format", "github")
    assert shown.out.startswith(f"::warning file={project}/vault/A.md,line=1,")


def test_no_problem_is_no_annotation(tmp_path: Path) -> None:
    write_vault(tmp_path, {"a.md": "Words."})
    shown = milepost(tmp_path, "check", "--vault", ".", "--format", "github")
    assert (shown.status, shown.out.strip()) == (0, "")
