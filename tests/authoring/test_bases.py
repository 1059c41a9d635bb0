"""The base that Milepost writes lists, by the engine of bases, what the site's pages list."""

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
import yaml

from milepost.authoring.bases import base_text, plan_base
from milepost.bases.check import check_base
from milepost.bases.definition import read_base
from milepost.bases.files import Files
from milepost.bases.query import Answer, ask
from milepost.bases.row import Row
from milepost.bases.values import Link
from milepost.errors import ChangedError
from milepost.model.base_file import Base
from milepost.model.path import VaultPath
from milepost.model.site import Site
from milepost.model.vault import SourceFile
from milepost.roadmap.estimate import minutes
from milepost.settings import DEFAULT_HOURS, Settings
from support.project import ROOT
from support.vaults import VaultFactory, item, note, phase

_PATH = VaultPath("Roadmap.base")


def _base(settings: Settings) -> Base:
    base, problems = read_base(_PATH, "Roadmap", base_text(settings))
    assert problems == ()
    assert list(check_base(base)) == []
    return base


def _answer(site: Site, name: str, settings: Settings | None = None) -> Answer:
    base = _base(settings or Settings())
    view = next(each for each in base.views if each.name == name)
    answer = ask(Files(site), base, view, _PATH)
    assert (answer.fault, answer.left_out, answer.problems) == ("", "", [])
    return answer


def _paths(answer: Answer) -> list[VaultPath]:
    return [entry.path for group in answer.groups for entry in group.entries]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of June 2026; without git, a note's `updated` says when it was touched."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2026, 6, 1, 12, tzinfo=UTC).timestamp())))


_ESTIMATES = (None, "2 hours", "1 full afternoon (4 hours)", "1 day 2 hours", "1,5h", "90 mins", "3", "soon",
              "1 week evenings", "an hour (soon)", "2 afternoons (in all)", "0 hours")  # fmt: skip
_STATUSES = (None, "todo", "Partial", "in progress", "done", "finished", "next", "nonsense", "[done]", "[]",
             "[WIP]", "skipped", "Dropped")  # fmt: skip


def _journal(seed: int) -> dict[str, str]:
    """A roadmap of three phases and some thirty items, of all sorts."""
    chance = Random(seed)
    files = {f"Phase {n}.md": phase(n) for n in (1, 2, 3)}
    names = [*(f"Item {n}" for n in range(27)), "Éclair", "_First", "Zoo"]
    for name in names:
        other = chance.choice(names)
        given = {
            "estimate": chance.choice(_ESTIMATES),
            "kind": chance.choice(("concept", "practical", None)),
            "phase": chance.choice(('"[[Phase 1]]"', '"[[Phase 2]]"', "3", '"2"', None, '"[[Nowhere]]"')),
            "order": chance.choice((None, 0, chance.randrange(1, 60))),
            "after": chance.choice((None, f'"[[{other}]]"', f'["[[{other}]]", "[[No]]"]')),
            "review": chance.choice(
                (None, "2026-06-01", '"2026-05-01"', "2026-06-02", "soon", "2026-03-03T10:00:00")
            ),
            "reviewed": chance.choice((None, None, "[2026-03-03, 2026-02-01]", '"2026-05-01"', "2026-06-01")),
            "updated": f"2026-0{chance.randrange(1, 6)}-{chance.randrange(10, 29)}",
        }
        said = {key: value for key, value in given.items() if value is not None}
        files[f"{name}.md"] = item(chance.choice(_STATUSES), "", **said)
    files["Private.md"] = item("partial", publish="false", updated="2020-01-01")
    files["Word.md"] = note(type="writeup", status="partial")
    return files


@pytest.mark.parametrize("seed", range(6))
def test_each_view_lists_what_the_pages_list(seed: int, vault: VaultFactory) -> None:
    site = vault(_journal(seed))
    roadmap, outlook = site.roadmap, site.outlook
    assert _paths(_answer(site, "Next up")) == [each.item for each in outlook.next_up]
    assert _paths(_answer(site, "Stale")) == list(outlook.stale)
    assert _paths(_answer(site, "Review due")) == list(outlook.due)
    assert _paths(_answer(site, "Roadmap"))[: len(roadmap.items) - len(roadmap.unplaced)] == [
        each.path for each in roadmap.items if each.phase
    ]
    phases = {
        group.value.path: [entry.path for entry in group.entries]
        for group in _answer(site, "By phase").groups
        if isinstance(group.value, Link) and group.value.path
    }
    listed = {
        each.path: [one.path for one in each.items if _is_linked(site, one.path)] for each in roadmap.phases
    }
    assert phases == {path: items for path, items in listed.items() if items}
    kinds = [group.value for group in _answer(site, "By kind").groups]
    assert {each for each in kinds if isinstance(each, str)} == set(roadmap.kinds)


def _is_linked(site: Site, path: VaultPath) -> bool:
    """Whether an item names its phase by a link; below a number stands what gives a number."""
    return "[[" in str(site.notes[path].properties.values.get("phase"))


@pytest.mark.parametrize("words", [each for each in _ESTIMATES if each])
def test_an_estimate_is_as_long_in_the_app_as_on_the_site(words: str, vault: VaultFactory) -> None:
    site = vault({"A.md": item("todo", estimate=words)})
    row = Row(Files(site), _base(Settings()), _PATH, VaultPath("A.md"))
    assert row.formula("minutes") == (minutes(words, DEFAULT_HOURS) or 0)


def test_words_and_figures_of_the_settings_count(vault: VaultFactory) -> None:
    options: dict[str, Any] = {"statuses": {"reviewing": "partial"}, "stale_after": 3}
    site = vault(
        {"A.md": item("reviewing", updated="2026-05-28"), "B.md": item("reviewing", updated="2026-05-29")},
        **options,
    )
    answer = _answer(site, "Stale", Settings.from_options(options))
    assert _paths(answer) == list(site.outlook.stale) == ["A.md"]


def test_the_base_is_what_obsidian_documents() -> None:
    base = yaml.safe_load(base_text(Settings()))
    assert base.keys() <= {"filters", "formulas", "properties", "summaries", "views"}
    assert all(name.isidentifier() for name in base["formulas"])  # so that `formula.name` is all they need
    documented = {"type", "name", "filters", "order", "sort", "groupBy", "limit", "summaries"}
    assert all(view.keys() <= documented and view["type"] in ("table", "list") for view in base["views"])
    assert [view["name"] for view in base["views"]] == [
        "Roadmap", "Next up", "Stale", "Review due", "By phase", "By kind",
    ]  # fmt: skip


def test_a_review_is_due_in_the_app_when_it_is_on_the_site(vault: VaultFactory) -> None:
    said: dict[str, dict[str, str]] = {
        "today": {"review": "2026-06-01"},
        "before": {"review": '"2026-05-31"', "reviewed": "[2026-05-30]"},
        "first": {"review": "2026-05-01T08:00:00", "reviewed": '["2026-04-30", 2026-01-01]'},
        "tomorrow": {"review": "2026-06-02"},
        "looked at": {"review": "2026-05-01", "reviewed": "[2026-05-01]"},
        "looked at once": {"review": "2026-05-01", "reviewed": "2026-05-02"},
        "no word": {"review": "true"},
        "silent": {"reviewed": "[2026-05-30]"},
    }
    files = {f"{name}.md": item("done", **each) for name, each in said.items()}
    site = vault({**files, "Open.md": item("partial", review="2026-01-01")})
    expected = ["first.md", "before.md", "today.md"]
    assert _paths(_answer(site, "Review due")) == list(site.outlook.due) == expected


@pytest.mark.parametrize("reviews", ["off", "fsrs"])
def test_the_app_lists_no_reviews_of_which_no_formula_could_tell(reviews: str) -> None:
    assert "Review due" not in base_text(Settings.from_options({"reviews": reviews}))


def _file(text: str) -> dict[VaultPath, SourceFile]:
    return {_PATH: SourceFile(_PATH, text, "")}


def test_a_base_follows_the_settings_until_somebody_changes_it() -> None:
    old, new = base_text(Settings(stale_after=9)), base_text(Settings())
    edit = plan_base("", {}, Settings())
    assert edit is not None
    assert (edit.before, edit.after) == (None, new)
    assert plan_base("", _file(new), Settings()) is None
    edit = plan_base("", _file(old), Settings())
    assert edit is not None
    assert (edit.before, edit.after) == (old, new)
    for changed in (f"{old}# mine\n", old.partition("\n")[2], old.replace("Stale", "Old"), ""):
        with pytest.raises(ChangedError, match="is yours"):
            plan_base("", _file(changed), Settings())


def test_the_sample_journal_has_the_base_that_its_settings_make() -> None:
    written = (ROOT / "vault/Roadmap/Roadmap.base").read_text(encoding="utf-8")
    assert written == base_text(Settings()), "call milepost bases"
