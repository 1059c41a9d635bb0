"""`milepost new` from the command line."""

from pathlib import Path

import pytest

from support.command import TODAY, milepost
from support.tree import tree_of

PHASE = "vault/Roadmap/1 Foundations"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A new project."""
    milepost(tmp_path, "init", ".")
    return tmp_path


def test_an_item_is_written_where_the_command_says(journal: Path) -> None:
    written = milepost(journal, "new", "item", "Why: a test?", "--kind", "Eval", "--estimate", "3 hours")
    assert (written.status, written.out) == (0, "Roadmap/1 Foundations/Why - a test.md\n")
    text = (journal / PHASE / "Why - a test.md").read_text(encoding="utf-8")
    assert 'title: "Why: a test?"\nkind: eval\n' in text
    assert milepost(journal, "check").status == 0
    assert "of 3" in milepost(journal, "status").out


@pytest.mark.parametrize(("said", "written"), [("concept", "reading"), ("Lab", "Lab"), ("", "")])
def test_an_item_has_the_templates_kind_or_the_first_if_the_roadmap_has_no_such(
    journal: Path, said: str, written: str
) -> None:
    options = "  - milepost:\n      kinds: [reading, lab]\n"
    (journal / "mkdocs.yml").write_text(
        f"site_name: X\ndocs_dir: vault\nplugins:\n{options}", encoding="utf-8"
    )
    (journal / "vault/Templates/Item.md").write_text(f"---\nkind: {said}\n---\n", encoding="utf-8")
    shown = milepost(journal, "new", "item", "X", "--dry-run").out
    assert f"\nkind: {written}\n" in shown


def test_a_write_up_is_written_and_dated_today(journal: Path) -> None:
    written = milepost(journal, "new", "writeup", "What I saw", "--item", "learning journal")
    assert (written.status, written.out) == (0, "Journal/What I saw.md\n")
    text = (journal / "vault/Journal/What I saw.md").read_text(encoding="utf-8")
    assert f"date: {TODAY}\n" in text
    assert 'items:\n  - "[[Start a learning journal]]"\n' in text
    assert milepost(journal, "check").status == 0


def test_the_vaults_own_template_is_used(journal: Path) -> None:
    (journal / "vault/.obsidian/templates.json").write_text('{"folder": "Forms/"}', encoding="utf-8")
    (journal / "vault/Forms").mkdir()
    (journal / "vault/Forms/Item.md").write_bytes("---\r\nmine: {{date}}\r\n---\r\nÄ {{title}}\r\n".encode())
    assert milepost(journal, "new", "item", "X").status == 0
    head = f"---\r\nmine: {TODAY}\r\ntype: item\r\n"
    data = (journal / PHASE / "X.md").read_bytes().decode()
    assert data.startswith(head)
    assert data.endswith("---\r\nÄ X\r\n")


def test_a_vault_without_templates_uses_those_of_a_new_project(journal: Path) -> None:
    (journal / "vault/.obsidian/templates.json").unlink()
    (journal / "vault/Templates/Item.md").unlink()
    assert milepost(journal, "new", "item", "X").status == 0
    assert "## Practice plan" in (journal / PHASE / "X.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("item", "New one"), ("writeup", "New one")])
def test_a_dry_run_shows_the_note_and_writes_nothing(journal: Path, arguments: tuple[str, str]) -> None:
    before = tree_of(journal)
    shown = milepost(journal, "new", *arguments, "--dry-run")
    assert shown.status == 0
    assert "New one.md (dry run, not written)\n\n---\ntype: " in shown.out
    assert tree_of(journal) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("item", "Start a learning journal"), "is there already; choose another title"),
        (
            ("item", "X", "--phase", "7 Wonders"),
            "there is no phase '7 Wonders'; the phases are '1 Foundations'",
        ),
        (("item", "X", "--kind", "conzept"), "'conzept' is none of concept, practical, strategic, eval"),
        (("item", "X", "--estimate", "a while"), "'a while' is in no unit that is known"),
        (("item", " \n "), "needs at least one letter"),
        (("writeup", "X", "--item", "nothing like it"), "no note is called 'nothing like it'"),
        (("writeup", "Why I write it down"), "is there already"),
    ],
)
def test_a_request_that_cannot_be_met_says_why_and_writes_nothing(
    journal: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    before = tree_of(journal)
    refused = milepost(journal, "new", *arguments)
    assert (refused.status, refused.out) == (2, "")
    assert [sentence in line for line in refused.err.splitlines()].count(True) == 1
    assert tree_of(journal) == before


@pytest.mark.parametrize("template", [b"\xff\xfe", b"---\na: [\n---\n"], ids=["not-utf-8", "broken"])
def test_a_template_that_cannot_be_read_is_named(journal: Path, template: bytes) -> None:
    (journal / "vault/Templates/Item.md").write_bytes(template)
    before = tree_of(journal)
    refused = milepost(journal, "new", "item", "X")
    assert refused.status == 2
    assert "Templates/Item.md" in refused.err
    assert refused.err.count("\n") == 1
    assert tree_of(journal) == before


def test_two_phases_ask_which(journal: Path) -> None:
    (journal / "vault/2 Next.md").write_text("---\ntype: phase\norder: 2\n---\n", encoding="utf-8")
    refused = milepost(journal, "new", "item", "X")
    assert refused.status == 2
    assert refused.err == ("milepost: there are 2 phases; name one with --phase: '1 Foundations', '2 Next'\n")
    assert milepost(journal, "new", "item", "X", "--phase", "2").out == "X.md\n"
