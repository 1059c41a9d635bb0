"""Makes the pages of a site, and none again that would come out the same.

A page depends on its plan and on what it asks of the site while it is made; that is recorded (`pages.reads`).
It is made again when one of its answers has changed:

    within a process      the answers that differ between the site before and the site now
    from one to the next  the digest of all its answers, kept beside the page
"""

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from milepost.io.cache import Kept
from milepost.io.store import Store
from milepost.io.workers import spread
from milepost.model.page import Document, Page, Sheet
from milepost.model.path import PagePath
from milepost.model.site import Site
from milepost.pages import DOCUMENTS, FAMILIES
from milepost.pages.plan import Plan
from milepost.pages.reads import Answers, Read, changed_reads, is_same_plan, recording
from milepost.pages.sheet import press
from milepost.pages.templating import Templates

__all__ = ["Edition", "Workshop"]

Result = Sheet | tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """What came of a plan, and the numbers of what it read."""

    plan: Plan[Any]
    reads: "array[int]"
    result: Result


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that is published, made from one site."""

    site: Site
    sheets: dict[PagePath, Sheet]
    """By the address of each page, in the order of their families."""
    documents: tuple[Document, ...]
    renewed: frozenset[PagePath]
    """The pages that were made anew."""


@dataclass(slots=True)
class Workshop:
    """What is kept between the editions of one site. With a store, it outlives the process."""

    store: Store | None = None
    is_searched: bool = False
    """Whether the theme's search is to find the pages."""
    _site: Site | None = None
    _made: dict[PagePath, _Made] = field(default_factory=dict[PagePath, _Made])
    _numbers: dict[Read, int] = field(default_factory=dict[Read, int])

    def edition(self, site: Site) -> Edition:
        """The pages and documents of a site; those that are as before are the very same objects."""
        pages = [plan for family in FAMILIES for plan in family(site)]
        plans = [*pages, *chain.from_iterable(family(site) for family in DOCUMENTS)]
        kept = Kept[tuple[tuple[Read, ...], Result]]("page", self.store)
        answers = Answers(site, "searched" if self.is_searched else "")
        good = self._unchanged(plans, site) if self._site else self._remembered(plans, kept, answers)
        work = [plan for plan in plans if plan.path not in good]
        make = partial(_carry_out, site, is_searched=self.is_searched)
        for plan, (reads, result) in zip(work, spread(make, work), strict=True):
            good[plan.path] = _Made(plan, self._numbered(reads), result)
            if self.store is not None:
                kept.put(plan.path, answers.key(plan, reads), (reads, result))
        if self.store is not None:
            kept.retain(good.keys())
            kept.save()
        self._site, self._made = site, {plan.path: good[plan.path] for plan in plans}
        results = [self._made[plan.path].result for plan in plans]
        return Edition(
            site,
            {
                plan.path: result
                for plan, result in zip(plans, results, strict=True)
                if isinstance(result, Sheet)
            },
            tuple(each for result in results if not isinstance(result, Sheet) for each in result),
            frozenset(plan.path for plan in work),
        )

    def _unchanged(self, plans: Iterable[Plan[Any]], site: Site) -> dict[PagePath, _Made]:
        """What the site of before would give again."""
        assert self._site is not None
        changed = {
            number
            for read in changed_reads(self._site, site)
            if (number := self._numbers.get(read)) is not None
        }
        return {
            plan.path: made
            for plan in plans
            if (made := self._made.get(plan.path)) is not None
            and changed.isdisjoint(made.reads)
            and is_same_plan(made.plan, plan)
        }

    def _remembered(
        self, plans: Iterable[Plan[Any]], kept: Kept[tuple[tuple[Read, ...], Result]], answers: Answers
    ) -> dict[PagePath, _Made]:
        """What another process has kept and this site would give again."""
        found: dict[PagePath, _Made] = {}
        rows = kept.rows()
        for plan in plans:
            if (row := rows.get(plan.path)) is not None:
                key, (reads, result) = row
                if answers.key(plan, reads) == key:
                    found[plan.path] = _Made(plan, self._numbered(reads), result)
        return found

    def _numbered(self, reads: Collection[Read]) -> "array[int]":
        numbers = self._numbers
        return array("I", [numbers.setdefault(read, len(numbers)) for read in reads])


def _carry_out(site: Site, plan: Plan[Any], *, is_searched: bool) -> tuple[tuple[Read, ...], Result]:
    """What comes of a plan, and what it read."""
    reads: dict[Read, None] = {}
    asked = recording(site, reads)
    made = plan.carry_out(asked, Templates(asked))
    result = press(asked, made, is_searched=is_searched) if isinstance(made, Page) else made
    return tuple(reads), result
