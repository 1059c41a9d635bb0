"""Properties as people write them: what they are taken for, and what is said about them."""

from collections.abc import Callable, Iterator

import pytest

from milepost.model.note import Properties
from milepost.model.path import VaultPath
from milepost.notes.frontmatter import split
from milepost.notes.schema import read_properties
from milepost.settings import Settings
from support.cases import Case

PATH = VaultPath("Note.md")

_SINGLE = (
    "title",
    "phase",
    "order",
    "estimate",
    "tagline",
    "phases",
    "date",
    "started",
    "done",
    "review",
    "permalink",
)


@pytest.mark.cases("properties.md")
def test_properties_are_understood(case: Case, check: Callable[[str], None]) -> None:
    front = split(PATH, f"---\n{case.given}---\n")
    properties, problems = read_properties(PATH, front, Settings())
    said = "".join(f"{str(problem).removeprefix('Note.md:')}\n" for problem in problems)
    check(f"{said}{' '.join(_listed(properties)) or '-'}\n")


def _listed(properties: Properties) -> Iterator[str]:
    yield from filter(None, (properties.type, properties.status, properties.kind))
    for name in _SINGLE:
        if (value := getattr(properties, name)) is not None:
            yield f"{name}={value}"
    for name in ("aliases", "tags", "css_classes"):
        if values := getattr(properties, name):
            yield f"{name}={'|'.join(values)}"
    if properties.reviewed:
        yield f"reviewed={'|'.join(map(str, properties.reviewed))}"
    if properties.milestone:
        yield "milestone"
    if properties.shows_properties is not None:
        yield "shown" if properties.shows_properties else "not shown"
    if properties.is_public is not None:
        yield "public" if properties.is_public else "private"
