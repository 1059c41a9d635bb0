"""`milepost bases` from the command line."""

from pathlib import Path

import pytest

from milepost.authoring.bases import base_text
from milepost.settings import Settings
from support.command import milepost
from support.tree import tree_of
from support.vaults import write_vault

_CONFIG = "docs_dir: vault\nplugins: [{{milepost: {{stale_after: {}}}}}]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_vault(
        tmp_path,
        {
            "mkdocs.yml": _CONFIG.format(30),
            "vault/Way/Roadmap.md": "---\ntype: roadmap\n---\n",
            "vault/A.md": "---\ntype: item\n---\n",
        },
    )


def test_the_base_lies_beside_the_roadmaps_note(project: Path) -> None:
    before = tree_of(project)
    done = milepost(project, "bases")
    assert (done.status, done.out, done.err) == (0, "Way/Roadmap.base\n", "")
    text = base_text(Settings(stale_after=30)).encode()
    assert tree_of(project) == {**before, "vault/Way/Roadmap.base": text}


def test_a_second_call_changes_nothing_until_the_settings_do(project: Path) -> None:
    milepost(project, "bases")
    before = tree_of(project)
    again = milepost(project, "bases")
    assert (again.status, again.out) == (0, "Roadmap.base is there, as it should be\n")
    assert tree_of(project) == before
    (project / "mkdocs.yml").write_text(_CONFIG.format(9), encoding="utf-8")
    assert milepost(project, "bases").out == "Way/Roadmap.base\n"
    assert "> 9" in (project / "vault/Way/Roadmap.base").read_text(encoding="utf-8")


def test_a_base_that_somebody_has_changed_is_theirs(project: Path) -> None:
    file = project / "vault/Way/Roadmap.base"
    file.write_text("views: [{type: table, name: Mine}]\n", encoding="utf-8")
    before = tree_of(project)
    refused = milepost(project, "bases")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.startswith("milepost: Way/Roadmap.base")
    assert "is yours" in refused.err
    assert tree_of(project) == before


def test_a_dry_run_shows_the_base_and_writes_nothing(project: Path) -> None:
    before = tree_of(project)
    shown = milepost(project, "bases", "--dry-run")
    assert shown.out.startswith("Way/Roadmap.base (dry run, not written)\n\n# Written by milepost bases")
    assert tree_of(project) == before
