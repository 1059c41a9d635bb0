"""Makes the pages of a site, and none again that would come out the same.

A page depends on its plan and on what it asks of the site while it is made; that is recorded (`pages.reads`).
It is made again when one of its answers has changed:

    within a process      the answers that differ between the site before and the site now
    from one to the next  the digest of all its questions and answers, kept beside the page

Pages ask much the same, so a page keeps the numbers of its questions, of which there is one list.
"""

from array import array
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Any

from milepost.io.store import Row, Store
from milepost.io.workers import spread
from milepost.model.page import Document, Page, Sheet
from milepost.model.path import PagePath
from milepost.model.site import Site
from milepost.pages import DOCUMENTS, FAMILIES
from milepost.pages.answers import Answers, Read
from milepost.pages.plan import Plan
from milepost.pages.reads import changed_reads, is_same_plan, recording
from milepost.pages.sheet import press
from milepost.pages.templating import Templates

__all__ = ["AbandonedError", "Edition", "Workshop", "never"]

Result = Sheet | tuple[Document, ...]

_KIND = "page"
_READS = "read"
_NOTHING: Read = ("",)
"""In the place of a question that no page asks any more: it may hold a name that nobody is to know."""

# Of fewer questions nobody need be rid of those that no page asks any more.
_FEW_READS = 10_000


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
    documents: dict[PagePath, tuple[Document, ...]]
    """By the names of their plans."""
    renewed: frozenset[PagePath]
    """The plans that were carried out, not those that gave the same as before."""


class AbandonedError(Exception):
    """There is something newer to make."""


def never() -> bool:
    """Nothing is newer."""
    return False


@dataclass(slots=True)
class Workshop:
    """What is kept between the editions of one site. With a store, it outlives the process."""

    store: Store | None = None
    is_searched: bool = False
    """Whether the theme's search is to find the pages."""
    _site: Site | None = None
    _made: dict[PagePath, _Made] = field(default_factory=dict[PagePath, _Made])
    _reads: list[Read] = field(default_factory=list[Read])
    _numbers: dict[Read, int] = field(default_factory=dict[Read, int])
    _settled: int = 0
    """How many of them there were when the last were forgotten."""
    _stored: list[Read] = field(default_factory=list[Read])
    """Those that the store has."""
    _owed: set[PagePath] = field(default_factory=set[PagePath])
    _unsaved: set[PagePath] = field(default_factory=set[PagePath])

    def edition(
        self, site: Site, *, may_wait: Container[PagePath] = (), is_outdated: Callable[[], bool] = never
    ) -> Edition:
        """The pages and documents of a site; those that are as before are the very same objects.

        Documents that `may_wait` stay as they were until somebody asks for them with `owed`.

        Raises:
            AbandonedError: `is_outdated` said so; all is as if nobody had asked.
        """
        pages = [plan for family in FAMILIES for plan in family(site)]
        # Some documents take long: were they begun last, one core would wait for them.
        half = len(pages) // 2
        documents = chain.from_iterable(family(site) for family in DOCUMENTS)
        plans = [*pages[:half], *documents, *pages[half:]]
        good = self._unchanged(plans, site) if self._site else self._remembered(plans, site)
        work = [plan for plan in plans if plan.path not in good]
        waiting = {plan.path for plan in work if plan.path in may_wait and plan.path in self._made}
        good |= {path: self._made[path] for path in waiting}
        work = [plan for plan in work if plan.path not in waiting]
        for plan, (reads, result) in zip(work, spread(self._maker(site), work), strict=True):
            good[plan.path] = _Made(plan, self._numbered(reads), result)
            if is_outdated():
                raise AbandonedError
        if self._site is None:
            self._settled = len(self._reads) - self._reads.count(_NOTHING)
        self._site, self._made = site, {plan.path: good[plan.path] for plan in plans}
        self._owed = (self._owed | waiting) & self._made.keys()
        self._unsaved |= {plan.path for plan in work}
        self._forget_reads()
        results = [(plan.path, self._made[plan.path].result) for plan in plans]
        return Edition(
            site,
            {path: result for path, result in results if isinstance(result, Sheet)},
            {path: result for path, result in results if not isinstance(result, Sheet)},
            frozenset(plan.path for plan in work),
        )

    def owed(self, path: PagePath) -> tuple[Document, ...]:
        """Documents that had to wait, as they are now; nothing where they are as they were."""
        if path not in self._owed or self._site is None:
            return ()
        site = self._site
        plan = next(plan for family in DOCUMENTS for plan in family(site) if plan.path == path)
        reads, result = self._maker(site)(plan)
        self._made[path] = _Made(plan, self._numbered(reads), result)
        self._owed.discard(path)
        self._unsaved.add(path)
        return () if isinstance(result, Sheet) else result

    def save(self) -> None:
        """Bring to the store what has been made since the last time."""
        if self.store is None or self._site is None:
            return
        asked = set(chain.from_iterable(made.reads for made in self._made.values()))
        reads = [read if number in asked else _NOTHING for number, read in enumerate(self._reads)]
        answers, told = Answers(self._site), dict[int, str]()
        rows: dict[str, Row] = {}
        for path in self._unsaved - self._owed & self._made.keys():
            made = self._made[path]
            for number in made.reads:
                if number not in told:
                    told[number] = answers.tell(reads[number])
            key = answers.key(made.plan, map(told.__getitem__, made.reads))
            rows[path] = key, (made.reads.tobytes(), made.result)
        if reads != self._stored:
            self.store.save(_READS, {_READS: ("", reads)}, [_READS])
            self._stored = reads
        self.store.save(_KIND, rows, self._made.keys() - self._owed)
        self._unsaved = set(self._owed)

    def _maker(self, site: Site) -> Callable[[Plan[Any]], tuple[tuple[Read, ...], Result]]:
        return partial(_carry_out, site, is_searched=self.is_searched)

    def _is_enough(self, result: Result) -> bool:
        """Whether there is in it what the search asks for."""
        return not (self.is_searched and isinstance(result, Sheet) and result.entries is None)

    def _unchanged(self, plans: Iterable[Plan[Any]], site: Site) -> dict[PagePath, _Made]:
        """What the site of before would give again."""
        assert self._site is not None
        numbers = map(self._numbers.get, changed_reads(self._site, site))
        changed = {number for number in numbers if number is not None}
        return {
            plan.path: made
            for plan in plans
            if (made := self._made.get(plan.path)) is not None
            and plan.path not in self._owed
            and self._is_enough(made.result)
            and changed.isdisjoint(made.reads)
            and is_same_plan(made.plan, plan)
        }

    def _remembered(self, plans: Iterable[Plan[Any]], site: Site) -> dict[PagePath, _Made]:
        """What another process has kept and this site would give again."""
        if self.store is None:
            return {}
        rows, answers = self.store.load(_KIND), Answers(site)
        _, self._stored = self.store.load(_READS).get(_READS, ("", []))
        told = ["" if read == _NOTHING else answers.tell(read) for read in self._stored]
        self._reads = list(self._stored)
        self._numbers = {read: number for number, read in enumerate(self._reads)}
        found: dict[PagePath, _Made] = {}
        for plan in plans:
            if (row := rows.get(plan.path)) is not None:
                key, (numbers, result) = row
                reads = array("I", numbers)
                # Another process may have written one and not the other.
                is_known = max(reads, default=-1) < len(told) and self._is_enough(result)
                if is_known and answers.key(plan, map(told.__getitem__, reads)) == key:
                    found[plan.path] = _Made(plan, reads, result)
        return found

    def _numbered(self, reads: Iterable[Read]) -> "array[int]":
        numbers: array[int] = array("I")
        for read in reads:
            number = self._numbers.get(read)
            if number is None:
                number = self._numbers[read] = len(self._reads)
                self._reads.append(read)
            numbers.append(number)
        return numbers

    def _forget_reads(self) -> None:
        """Let go of what only pages of the past have asked, whenever there is twice as much as before."""
        if len(self._reads) < 2 * max(self._settled, _FEW_READS):
            return
        before, self._reads, self._numbers = self._reads, [], {}
        for path, made in self._made.items():
            self._made[path] = replace(made, reads=self._numbered(before[each] for each in made.reads))
        self._settled = len(self._reads)
        self._unsaved = set(self._made)


def _carry_out(site: Site, plan: Plan[Any], *, is_searched: bool) -> tuple[tuple[Read, ...], Result]:
    """What comes of a plan, and what it read."""
    reads: dict[Read, None] = {}
    asked = recording(site, reads)
    made = plan.carry_out(asked, Templates(asked))
    result = press(asked, made, is_searched=is_searched) if isinstance(made, Page) else made
    return tuple(reads), result
