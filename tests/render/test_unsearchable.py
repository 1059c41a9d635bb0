"""What the theme's search would take minutes to read is found before it does (promise P11)."""

import pytest

from milepost.render.unsearchable import why_unsearchable
from support.vaults import VaultFactory, problems_of


@pytest.mark.parametrize("piece", ["<b>", "<div ", "<div a='", "<p><br>", "<li>"])
def test_a_thousand_open_tags_are_too_many(piece: str) -> None:
    assert why_unsearchable(piece * 1_001)
    assert not why_unsearchable(piece * 900)


@pytest.mark.parametrize("more", [100, 101])
def test_a_thousand_open_tags_are_too_many_though_some_end_at_once(more: int) -> None:
    words = "word " * 2_000
    html = f"{'<b>' * 900}{words}{'<b>' * more}{'</b>' * more}{words}{'</b>' * 900}"
    assert bool(why_unsearchable(html)) is (more > 100)


def test_any_number_of_tags_may_follow_one_another() -> None:
    assert not why_unsearchable("<p>a<br>b <img src='x'></p>" * 5_000)


@pytest.mark.parametrize("end", ["</b>", "</ b>", "</br>", "</B>"])
def test_only_ends_of_tags_end_them(end: str) -> None:
    ended = 5_000 * "<span>a</span>"
    assert bool(why_unsearchable(f"{ended}{f'<b>{end}' * 1_001}{ended}")) is (end.lower() != "</b>")


def test_five_thousand_headings_are_too_many() -> None:
    assert why_unsearchable('<h2 id="a">a</h2>' * 5_001)
    assert not why_unsearchable('<h2 id="a">a</h2>' * 5_000)


def test_the_author_is_told(vault: VaultFactory) -> None:
    (problem,) = problems_of(vault({"Bad.md": "Words\n\n" + "<b>" * 2_000}))
    assert problem.startswith("Bad.md:1: more than 1,000 tags of HTML are open at once")
    assert problem.endswith("[unsearchable]")
