"""Progress adds up, however its items are ordered and grouped."""

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from milepost.model.roadmap import Item, Progress, Status
from milepost.roadmap.progress import count, count_by_kind
from support.strategies import items


@given(st.lists(items()), st.lists(items()))
def test_progress_of_a_whole_is_the_sum_of_its_parts(one: list[Item], other: list[Item]) -> None:
    assert count(one + other) == count(one) + count(other)


@given(st.lists(items()), st.randoms(use_true_random=False))
def test_progress_does_not_depend_on_order(some: list[Item], random: Random) -> None:
    shuffled = random.sample(some, len(some))
    assert count(shuffled) == count(some)


@given(st.lists(items()))
def test_kinds_and_items_without_one_make_up_the_whole(some: list[Item]) -> None:
    kinds = sorted({item.kind for item in some if item.kind})
    without = count(item for item in some if item.kind is None)
    assert sum(count_by_kind(some, kinds).values(), without) == count(some)


@given(st.lists(items()))
def test_what_is_skipped_is_in_no_figure_but_its_own(some: list[Item]) -> None:
    rest = [item for item in some if item.status is not Status.SKIPPED]
    assert count(some) == count(rest) + Progress(skipped=len(some) - len(rest))
    assert count(some).total == len(rest)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_percent_is_the_nearest_whole_number(done: int, partial: int, todo: int) -> None:
    progress = Progress(done, partial, todo)
    exact = Fraction(100 * progress.halves, 2 * progress.total) if progress.total else Fraction(0)
    assert Fraction(-1, 2) <= exact - progress.percent < Fraction(1, 2)
