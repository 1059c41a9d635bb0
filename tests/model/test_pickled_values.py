"""Values that have lain on a disk or come from another process."""

import pickle
from datetime import date

import pytest

from milepost.model.frozen import Frozen
from milepost.model.link import Link, Passage, Target
from milepost.model.note import Note, Properties
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
        ("milepost.model.pickled", "_Reader"),
        ("milepost.model.pickled", "_Shared"),
        ("milepost.model.pickled", "Late"),
        ("milepost.model.pickled", "nth_shared"),
    ],
)
def test_nothing_that_is_no_class_of_the_model_is_ever_called(module: str, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpickled(b"\x80\x04" + named(module, name) + b")R.")


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("milepost.model.note", "Note"),
        ("milepost.model.note", "Properties"),
        ("milepost.model.frozen", "Frozen"),
        ("milepost.model.roadmap", "Status"),
    ],
)
def test_no_class_is_ever_changed(module: str, name: str) -> None:
    state = b"N}" + text("__str__") + named("milepost.model.note", "Heading") + b"s\x86"
    with pytest.raises((TypeError, AttributeError)):
        unpickled(b"\x80\x04" + named(module, name) + state + b"b.")
    assert str(Status.DONE) == "done"
    assert not any("__str__" in vars(kind) for kind in (Note, Properties, Frozen))


@pytest.mark.parametrize("state", [b"N}" + b"\x8c\x05title" + b"Ns\x86", b"}" + b"\x8c\x05title" + b"Ns"])
def test_no_value_is_ever_changed(state: bytes) -> None:
    with pytest.raises(TypeError, match="never changes"):
        unpickled(b"\x80\x04" + named("milepost.model.note", "Properties") + b")R" + state + b"b.")


def named(module: str, name: str) -> bytes:
    """What has a pickle find something by its module and name."""
    return text(module) + text(name) + b"\x93"


def text(words: str) -> bytes:
    """A short text as it stands in a pickle."""
    return b"\x8c" + bytes([len(words)]) + words.encode()


def test_other_classes_come_back_where_they_are_allowed() -> None:
    kept = pickle.dumps(date(2026, 1, 2))
    with pytest.raises(pickle.UnpicklingError):
        unpickled(kept)
    assert unpickled(kept, {("datetime", "date")}) == date(2026, 1, 2)
