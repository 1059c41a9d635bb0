"""`milepost review` from the command line."""

from pathlib import Path

import pytest

from support.command import TODAY, milepost
from support.tree import tree_of
from support.vaults import item, write_vault

TEXT = "---\ntype: item # one\nstatus: done\nreview: 2020-01-01\n---\nWords.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_vault(
        tmp_path,
        {
            "mkdocs.yml": "docs_dir: vault\nplugins: [milepost]\n",
            "vault/One.md": TEXT,
            "vault/Two.md": item("done", reviewed="2020-02-02  # in winter"),
            "vault/Three.md": item("done", reviewed='[ "2020-02-02" ]'),
            "vault/Open.md": item("partial"),
        },
    )


def read(project: Path, name: str) -> str:
    return (project / "vault" / name).read_text(encoding="utf-8")


def test_a_review_adds_today_and_settles_what_was_due(project: Path) -> None:
    assert "Review due\nOne\n  since 2020-01-01\n" in milepost(project, "status").out
    done = milepost(project, "review", "one")
    assert (done.status, done.out) == (0, f"One.md: reviewed on {TODAY}\n")
    assert read(project, "One.md") == TEXT.replace("2020-01-01\n", f"2020-01-01\nreviewed:\n  - {TODAY}\n")
    assert "Review due" not in milepost(project, "status").out


def test_earlier_reviews_stay_as_they_are_written(project: Path) -> None:
    for name in ("two", "three"):
        assert milepost(project, "review", name).status == 0
    assert f"  - 2020-02-02\n  - {TODAY}" in read(project, "Two.md")
    assert f'  - "2020-02-02"\n  - {TODAY}' in read(project, "Three.md")


def test_remarks_between_earlier_reviews_stay(project: Path) -> None:
    file = project / "vault" / "One.md"
    days = '- "2020-02-02"  # slow\r\n# a year on\r\n- 2021-02-02 # well\r\n'
    text = f"reviewed:\r\n{days}\r\n# the rest\r\norder: 1\r\n"
    before = f"---\r\ntype: item\r\nstatus: done\r\n{text}---\r\nWords.\r\n"
    file.write_bytes(before.encode())
    assert milepost(project, "review", "one").status == 0
    new = f"# well\r\n- {TODAY}\r\n"
    assert file.read_bytes().decode() == before.replace("# well\r\n", new)


def test_a_second_review_of_a_day_changes_nothing(project: Path) -> None:
    milepost(project, "review", "one")
    before = tree_of(project)
    again = milepost(project, "review", "one")
    assert (again.status, again.out) == (0, f"One.md: reviewed on {TODAY} already\n")
    assert tree_of(project) == before


def test_a_dry_run_changes_nothing(project: Path) -> None:
    before = tree_of(project)
    assert milepost(project, "review", "one", "--dry-run").out.endswith(" (dry run, not written)\n")
    assert tree_of(project) == before


def test_what_is_not_done_cannot_be_reviewed(project: Path) -> None:
    before = tree_of(project)
    refused = milepost(project, "review", "open")
    assert (refused.status, refused.err) == (
        2,
        "milepost: Open.md:3: is not done yet, and only what is done can be reviewed\n",
    )
    assert tree_of(project) == before
