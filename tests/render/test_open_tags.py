"""HTML that is never closed: found before the theme's search reads it (promise P11)."""

import pytest

from milepost.render.open_tags import leaves_tags_open
from support.vaults import VaultFactory, problems_of


@pytest.mark.parametrize("piece", ["<b>", "<div ", "<div a='", "<p><br>", "<li>"])
def test_a_thousand_open_tags_are_too_many(piece: str) -> None:
    assert leaves_tags_open(piece * 1_001)
    assert not leaves_tags_open(piece * 900)


def test_any_number_of_tags_may_follow_one_another() -> None:
    assert not leaves_tags_open("<p>a<br>b <img src='x'></p>" * 5_000)


def test_the_author_is_told(vault: VaultFactory) -> None:
    (problem,) = problems_of(vault({"Bad.md": "Words\n\n" + "<b>" * 2_000}))
    assert problem.startswith("Bad.md:1: more than a thousand tags of HTML are open at once")
    assert problem.endswith("[html-open]")
