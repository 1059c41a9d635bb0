"""Options as `mkdocs.yml` writes them, and what is said about wrong ones."""

import math

import pytest

from milepost.errors import SettingsError
from milepost.model.roadmap import Status
from milepost.settings import Settings


def test_no_options_are_the_defaults() -> None:
    assert Settings.from_options({}) == Settings()


def test_an_empty_option_is_its_default() -> None:
    assert Settings.from_options(dict.fromkeys(("kinds", "statuses", "journal", "exclude"))) == Settings()


def test_kinds_are_lower_case_and_each_stands_once() -> None:
    assert Settings.from_options({"kinds": ["Book", "talk", "book"]}).kinds == ("book", "talk")


def test_own_statuses_are_added_to_the_usual_ones() -> None:
    statuses = Settings.from_options({"statuses": {"Läuft": "partial", "open": "done"}}).statuses
    assert (statuses["läuft"], statuses["open"], statuses["wip"]) == (
        Status.PARTIAL,
        Status.DONE,
        Status.PARTIAL,
    )


def test_own_hours_replace_the_usual_ones_unit_by_unit() -> None:
    hours = Settings.from_options({"estimate_hours": {"Afternoon": 3, "sprint": 20.5}}).estimate_hours
    assert (hours["afternoon"], hours["sprint"], hours["evening"]) == (3, 20.5, 2)


def test_an_options_name_may_be_no_text() -> None:
    with pytest.raises(SettingsError, match="option '1': there is no such option"):
        Settings.from_options({1: 2})


def test_the_journals_address_may_have_slashes_around_it() -> None:
    assert Settings.from_options({"journal": "/log/all/"}).journal == "log/all"


def test_what_is_excluded_has_its_accents_stored_as_paths_have() -> None:
    assert Settings.from_options({"exclude": ["/e\u0301$/"]}).exclude == ("/\u00e9$/",)


def test_a_bare_off_is_the_word() -> None:
    assert Settings.from_options({"reviews": False}).reviews == "off"


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("kind", [], "there is no such option; did you mean 'kinds'?"),
        ("zzz", 1, "there is no such option; known are"),
        ("kinds", "book", "needs a list of words, not 'book'"),
        ("kinds", [1], "needs a list of words"),
        ("exclude", {"a": 1}, "needs a list of words"),
        ("cards", "yes", "is 'auto', true or false, not 'yes'"),
        ("cards", 1, "is 'auto', true or false, not 1"),
        ("exclude", ["/[/"], "'/[/' is no regular expression"),
        ("statuses", ["done"], "needs pairs such as"),
        ("statuses", {"x": "donee"}, "'x' means 'donee', which is none of todo, partial, done"),
        ("estimate_hours", 3, "needs pairs such as"),
        ("estimate_hours", {"day": 0}, "'day' needs a number of hours above 0, not 0"),
        ("estimate_hours", {"day": "6"}, "needs a number of hours"),
        ("estimate_hours", {"day": True}, "needs a number of hours"),
        ("estimate_hours", {"day": math.inf}, "needs a number of hours"),
        ("estimate_hours", {"day": math.nan}, "needs a number of hours"),
        ("publish", "none", "is 'all' or 'explicit', not 'none'"),
        ("publish", True, "is 'all' or 'explicit', not True"),
        ("journal", "/", "needs an address"),
        ("journal", "../log", "needs an address"),
        ("journal", 3, "needs an address"),
        ("reviews", "weekly", "is 'off', 'dates' or 'fsrs', not 'weekly'"),
        ("reviews", True, "is 'off', 'dates' or 'fsrs', not True"),
        ("remote_images", "hide", "is 'show' or 'link', not 'hide'"),
        ("properties", True, "is 'show' or 'hide', not True"),
        ("search", "lunr", "is 'auto', 'material' or 'pagefind', not 'lunr'"),
    ],
)
def test_a_wrong_option_is_refused_by_name(option: str, value: object, reason: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_options({option: value})
    assert caught.value.option == option
    assert reason in caught.value.reason


def test_all_wrong_options_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_options({"publish": "some", "graph": True, "search": "lunr", "zzz": 1})
    assert (caught.value.option, [name for name, _ in caught.value.others]) == ("publish", ["search", "zzz"])
    assert str(caught.value).startswith(
        "mkdocs.yml, plugin milepost, option 'publish': is 'all' or 'explicit', not 'some'; option 'search': "
    )


@pytest.mark.parametrize("value", ["yes", 1, "true", []])
def test_the_graph_is_there_or_not(value: object) -> None:
    with pytest.raises(SettingsError, match="option 'graph': is true or false, not "):
        Settings.from_options({"graph": value})
