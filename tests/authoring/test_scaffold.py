"""What `init` writes, beside the sample journal that this repository publishes."""

from pathlib import Path

import pytest
import yaml

import milepost.authoring
from milepost.authoring.scaffold import scaffold_edits, scaffold_template
from support.project import ROOT

SCAFFOLD = {str(edit.path): edit.after for edit in scaffold_edits()}
FOLDER = Path(str(milepost.authoring.__file__)).parent / "scaffold"
PACKAGED = [file.relative_to(FOLDER) for file in FOLDER.rglob("*") if file.name != ".DS_Store"]
SHARED = sorted(path for path in SCAFFOLD if path.startswith(("vault/.obsidian/", "vault/Templates/")))


class _Loader(yaml.SafeLoader):
    """Takes `!ENV [NAME, default]` for its default."""


_Loader.add_constructor("!ENV", lambda loader, node: node.value[-1].value)  # pyright: ignore


def test_every_file_is_new_and_comes_in_path_order() -> None:
    assert all(edit.before is None for edit in scaffold_edits())
    assert list(SCAFFOLD) == sorted(SCAFFOLD)


def test_hidden_files_are_kept_in_the_package_under_a_plain_name() -> None:
    names = [part for path in PACKAGED for part in path.parts]
    assert not [name for name in names if name.startswith(".")]
    assert {".gitignore", ".github/workflows/publish.yml", "vault/.obsidian/app.json"} <= SCAFFOLD.keys()


@pytest.mark.parametrize("path", SHARED)
def test_obsidians_files_are_those_of_the_sample_journal(path: str) -> None:
    assert SCAFFOLD[path] == (ROOT / path).read_text(encoding="utf-8")


def test_none_of_the_sample_journals_templates_is_left_out() -> None:
    own = [
        file.relative_to(ROOT).as_posix()
        for folder in ("vault/Templates", "vault/.obsidian")
        for file in (ROOT / folder).iterdir()
        if not file.name.startswith("workspace")
    ]
    assert sorted(own) == SHARED


def test_the_site_looks_and_works_as_the_sample_journal() -> None:
    ours = yaml.load(SCAFFOLD["mkdocs.yml"], _Loader)
    sample = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    names = {"site_name", "site_url"}
    assert {k: v for k, v in ours.items() if k not in names} == {
        k: v for k, v in sample.items() if k not in names
    }
    assert ours["site_url"] == ""


def test_the_workflow_gives_the_build_the_whole_history() -> None:
    workflow = yaml.safe_load(SCAFFOLD[".github/workflows/publish.yml"])
    steps = workflow["jobs"]["build"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    commands = [step["run"] for step in steps if "run" in step]
    assert commands == [
        "pip install -r requirements.txt",
        "mkdocs build --strict",
        "milepost check --privacy site",
    ]


def test_a_template_of_the_scaffold_is_found_by_name() -> None:
    assert scaffold_template("Item.md").text == SCAFFOLD["vault/Templates/Item.md"]
