"""What `init` writes, beside the sample journal that this repository publishes."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

import milepost.authoring
from milepost.authoring.scaffold import is_example, is_scaffold, scaffold_edits, scaffold_template
from milepost.model.path import VaultPath
from support.project import ROOT

DAY = date(2026, 5, 1)
SCAFFOLD = {str(edit.path): edit.after for edit in scaffold_edits(DAY)}
FOLDER = Path(str(milepost.authoring.__file__)).parent / "scaffold"
PACKAGED = [file.relative_to(FOLDER) for file in FOLDER.rglob("*") if file.name != ".DS_Store"]
SHARED = sorted(path for path in SCAFFOLD if path.startswith(("vault/.obsidian/", "vault/Templates/")))


class _Loader(yaml.SafeLoader):
    """Takes `!ENV [NAME, default]` for its default."""


_Loader.add_constructor("!ENV", lambda loader, node: node.value[-1].value)


def test_every_file_is_new_and_comes_in_path_order() -> None:
    assert all(edit.before is None for edit in scaffold_edits(DAY))
    assert list(SCAFFOLD) == sorted(SCAFFOLD)


def test_hidden_files_are_kept_in_the_package_under_a_plain_name() -> None:
    names = [part for path in PACKAGED for part in path.parts]
    assert not [name for name in names if name.startswith(".")]
    assert {".gitignore", ".github/workflows/publish.yml", "vault/.obsidian/app.json"} <= SCAFFOLD.keys()


def test_what_commands_leave_beside_the_vault_is_not_committed() -> None:
    assert {"site/", ".cache/", "__pycache__/"} <= set(SCAFFOLD[".gitignore"].splitlines())


@pytest.mark.parametrize("path", SHARED)
def test_obsidians_files_are_those_of_the_sample_journal(path: str) -> None:
    assert SCAFFOLD[path] == (ROOT / path).read_text(encoding="utf-8")


def test_the_app_offers_every_documented_property_in_its_type() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| property | on |")[2].partition("\n\n")[0]
    cells = (row.split(" | ")[0] for row in table.splitlines()[2:])
    documented = {name for cell in cells for name in re.findall("`(.+?)`", cell)}
    types = json.loads(SCAFFOLD["vault/.obsidian/types.json"])["types"]
    assert documented <= types.keys()
    assert {types[name] for name in ("date", "started", "done", "review", "created", "updated")} == {"date"}
    assert {types[name] for name in ("milestone", "publish", "draft", "show_properties")} == {"checkbox"}


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


def test_the_first_write_up_is_of_the_day_and_templates_keep_their_placeholder() -> None:
    assert "\ndate: 2026-05-01\n" in SCAFFOLD["vault/Journal/Why I write it down.md"]
    assert 'date: "{{date}}"' in SCAFFOLD["vault/Templates/Write-up.md"]


def test_a_file_is_known_again_on_another_day_and_with_no_other_change() -> None:
    later = {str(edit.path): edit.after for edit in scaffold_edits(DAY + timedelta(days=40))}
    assert later != SCAFFOLD
    for path, text in later.items():
        assert is_scaffold(path, text)
        assert not is_scaffold(path, f"{text} ")
    assert not is_scaffold("vault/Mine.md", "")


def test_home_and_templates_are_no_examples() -> None:
    notes = {VaultPath(path.removeprefix("vault/")): text for path, text in SCAFFOLD.items()}
    examples = [path for path, text in notes.items() if is_example(path, text) and path.endswith(".md")]
    assert examples == [
        "Journal/Why I write it down.md",
        "Roadmap/1 Foundations/1 Foundations.md",
        "Roadmap/1 Foundations/Explain one idea without looking it up.md",
        "Roadmap/1 Foundations/Start a learning journal.md",
        "Roadmap/Roadmap.md",
    ]
