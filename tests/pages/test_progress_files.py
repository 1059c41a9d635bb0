"""The roadmap's figures for others: data that keeps to its schema, a badge, and what shields.io reads."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from milepost.build import render_site
from milepost.model.site import Site
from support.command import milepost
from support.project import Project
from support.repository import Repository
from support.vaults import REPORTED, VaultFactory, document_of, item, load, note, phase, write_up

FILES = {
    "Roadmap.md": note(type="roadmap", title="Maths & <more>"),
    "P.md": phase(1),
    "A.md": item("done", phase="P", estimate="2 hours", kind="concept"),
    "B.md": item("partial", phase="P", after='"[[A]]"'),
    "Stray.md": item(milestone=True, estimate="soon"),
    "W.md": write_up("2026-01-01", "[[A]]"),
}


def data_of(site: Site) -> Any:
    return json.loads(document_of(site, "progress.json").text)


def check(site: Site) -> None:
    """Fail unless the figures keep to the schema beside them."""
    schema = json.loads(document_of(site, "progress.schema.json").text)
    Draft202012Validator.check_schema(schema)
    validator: Any = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(data_of(site))


def test_the_data_keeps_to_its_schema(vault: VaultFactory) -> None:
    check(vault(FILES))
    check(vault({"A.md": item()}))


def test_the_data_says_whose_review_is_due(vault: VaultFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    site = vault(
        {"A.md": item("done", review="2026-01-15"), "B.md": item("done", review="2026-09-09"), "C.md": item()}
    )
    check(site)
    data = data_of(site)
    assert data["review_due"] == [{"path": "A.md", "since": "2026-01-15"}]
    assert [each["next_review"] for each in data["without_phase"]] == ["2026-01-15", "2026-09-09", None]


def test_so_does_that_of_a_long_history(tmp_path: Path) -> None:
    repository = Repository.new(tmp_path)
    items = {f"I{number}": item("todo") for number in range(30)}
    repository.commit("2026-01-01", **items)
    for week in range(9):
        repository.commit(f"2026-0{2 + week // 4}-0{1 + week % 4 * 2}", **{f"I{week}": item("done")})
    site = load(repository.vault)
    check(site)
    assert data_of(site)["burn_up"][0] == {"day": "2026-01-01", "half_points": 0, "items": 30}
    assert data_of(site)["as_of"] == "2026-04-01"


def test_every_key_of_the_schema_says_what_it_means(vault: VaultFactory) -> None:
    schema = json.loads(document_of(vault(FILES), "progress.schema.json").text)

    def undescribed(part: Any) -> list[str]:
        found: list[str] = []
        for name, each in part.get("properties", {}).items():
            if "description" not in each and "$ref" not in each:
                found.append(name)
            found += undescribed(each)
            found += undescribed(each.get("items", {}))
        return found

    assert undescribed(schema) == []
    assert [name for name, each in schema["$defs"].items() if undescribed(each)] == []


def test_the_data_says_what_the_notes_say(vault: VaultFactory) -> None:
    data = data_of(vault(FILES))
    assert data["progress"]["percent"] == 50
    assert data["phases"][0]["items"][1]["after"] == ["A.md"]
    assert [each["evidence"] for each in data["phases"][0]["items"]] == [1, 0]
    assert data["without_phase"][0]["milestone"] is True
    assert [each["path"] for each in data["next_up"]] == ["B.md", "Stray.md"]


def test_what_the_source_reported_stands_beside_what_is_counted(vault: VaultFactory) -> None:
    roadmap = note(type="roadmap", reported_on="2026-11-29 10:00:00", **REPORTED)
    site = vault({**FILES, "Roadmap.md": roadmap, "P.md": phase(1, **REPORTED)})
    check(site)
    data = data_of(site)
    counts = {"percent": 69, "total": 194, "done": 114, "partial": 41, "todo": 39}
    assert data["reported"] == {**counts, "on": "2026-11-29"}
    assert data["phases"][0]["reported"] == {**counts, "on": None}
    assert data["progress"]["total"] == 3
    assert data_of(vault(FILES))["reported"] is None


def test_the_badge_is_a_picture_with_the_title_and_the_percentage(vault: VaultFactory) -> None:
    badge = ElementTree.fromstring(document_of(vault(FILES), "badge.svg").text)
    assert badge.tag == "{http://www.w3.org/2000/svg}svg"
    assert badge.get("aria-label") == "Maths & <more>: 50 %"


@pytest.mark.parametrize(("done", "colour"), [(4, "#1a7f5a"), (2, "#4c7d1f"), (1, "#8a6d00"), (0, "#a15c00")])
def test_shields_gets_the_same(vault: VaultFactory, done: int, colour: str) -> None:
    site = vault({f"{n}.md": item("done" if n < done else "todo") for n in range(4)})
    assert json.loads(document_of(site, "shields.json").text) == {
        "schemaVersion": 1,
        "label": "Roadmap",
        "message": f"{25 * done} %",
        "color": colour,
    }


def test_without_items_there_are_no_such_files(vault: VaultFactory) -> None:
    assert [each.path for each in render_site(vault({"A.md": "words"}))[1]] == []


def test_the_status_is_the_sites_file(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(site_url="https://example.org/journal/", use_directory_urls=False)
    for path, text in FILES.items():
        project.write(path, text)
    assert project.build().returncode == 0
    said = milepost(project.root, "status", "--json")
    assert (said.status, said.out) == (0, project.page("progress.json"))
