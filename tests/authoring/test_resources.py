"""Where labels and addresses end in lines of resources run together."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.authoring.resources import split_resources
from support.cases import Case
from support.counting import grows_in_line, lines_run


@pytest.mark.cases("resources.md")
def test_case(case: Case, check: Callable[[str], None]) -> None:
    check("\n".join(shown for line in case.given.splitlines() for shown in _show(line)))


def _show(line: str) -> Iterator[str]:
    for resource in split_resources(line):
        yield f"{resource.label} -> {resource.url}"
        if resource.doubt:
            yield f"  ! {resource.doubt}"


WORDS = st.text(alphabet="abcdeXYZ ,.", min_size=1)
ADDRESSES = st.from_regex(r"https?://[a-z]{3,8}\.org/[A-Za-z0-9/._?=()%\[\]-]{0,20}", fullmatch=True)


@given(st.lists(st.one_of(WORDS, ADDRESSES), min_size=1))
def test_no_letter_is_lost_or_changes_its_place(parts: list[str]) -> None:
    line = "".join(parts)
    found = "".join(resource.label + (resource.url or "") for resource in split_resources(line))
    assert _letters(found) == _letters(line)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize(
    "unit",
    [
        "https://a.org/x",
        "https://a.org/(((",
        "[a](https://a.org/(b)",
        "[a](",
        "(a.b)",
        "a/",
        "Aa",
        "a=https://a?",
        ")",
    ],
)
def test_the_cost_grows_with_the_length(unit: str) -> None:
    def work(times: int) -> int:
        line = "Label: https://example.org/" + unit * times + " end"
        return lines_run(lambda: split_resources(line))

    assert grows_in_line(work(100), work(200), work(400))
