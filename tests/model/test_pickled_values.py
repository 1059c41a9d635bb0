"""Values that have lain on a disk or come from another process."""

import pickle
from datetime import date

import pytest

from milepost.model.link import Link, Passage, Target
from milepost.model.note import Properties
from milepost.model.path import vault_path
from milepost.model.pickled import unpickled
from milepost.model.problem import Code, Problem
from milepost.model.roadmap import Status


@pytest.mark.parametrize(
    "value",
    [
        Link(Target("KV cache", ("What it is",)), None, "wikilink", 3, Passage("see KV cache", 4, 12)),
        Properties(status=Status.PARTIAL, aliases=("cache",), values={"order": 2}),
        Problem(vault_path("a.md"), 3, Code.LINK_MISSING, "[[x]] leads nowhere", "create it"),
        {"plain": [1, 2.5, None, True, b"bytes"]},
    ],
)
def test_values_come_back_equal(value: object) -> None:
    assert unpickled(pickle.dumps(value)) == value


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "getcwd"),
        ("builtins", "eval"),
        ("milepost.model.path", "posixpath.os.getcwd"),
        ("milepost.model.path", "unquote"),
        ("milepost.model.pickled", "attrgetter"),
        ("milepost.model.path", "fold"),
        ("milepost.model.nowhere", "Note"),
        ("milepost.model.note", "Nothing"),
    ],
)
def test_nothing_that_is_no_class_of_the_model_is_ever_called(module: str, name: str) -> None:
    calling = b"".join(
        (b"\x80\x04", *(b"\x8c" + bytes([len(each)]) + each.encode() for each in (module, name)), b"\x93)R.")
    )
    with pytest.raises(pickle.UnpicklingError):
        unpickled(calling)


def test_other_classes_come_back_where_they_are_allowed() -> None:
    kept = pickle.dumps(date(2026, 1, 2))
    with pytest.raises(pickle.UnpicklingError):
        unpickled(kept)
    assert unpickled(kept, {("datetime", "date")}) == date(2026, 1, 2)
