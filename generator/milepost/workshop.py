"""Makes the pages of a site, and none again that would come out the same.

A page depends on its plan and on what it asks of the site while it is made; that is recorded (`pages.reads`).
It is made again when the site now answers one of its questions otherwise than the site before.
"""

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import chain
from typing import Any

from msgspec import Struct, field

from milepost.io.workers import MOST_IN_A_PIECE, spread
from milepost.model.compressed import FEW
from milepost.model.frozen import Frozen, replace
from milepost.model.page import Document, Page, Sheet
from milepost.model.path import PagePath
from milepost.model.site import Site
from milepost.pages import DOCUMENTS, FAMILIES
from milepost.pages.plan import Call, Plan
from milepost.pages.questions import Asked, Questions
from milepost.pages.reads import Read, Shared, changed_reads, is_same_call, recording
from milepost.pages.sheet import press
from milepost.pages.templating import Templates

__all__ = ["AbandonedError", "Edition", "MadePage", "Workshop"]

# To make so many pages takes about a second.
_MANY = 500

_Lister = Callable[[Site], Iterator[Plan[Any]]]
"""A family of pages, or of documents."""

Result = Sheet | tuple[Document, ...]

MadePage = tuple[PagePath, Call, bytes, Result]
"""What came of a plan, as it is kept on disk: with the numbers of its questions."""


class _Made(Frozen):
    """What came of a plan, and the numbers of the questions that it asked."""

    call: Call
    reads: "array[int]"
    result: Result


class _Listing(Frozen):
    """What a family lists to be made, and what it asked of the site for that, where anybody noted it."""

    plans: list[Plan[Any]]
    is_searched: bool
    """Whether what came of them has in it what the search asks for."""
    reads: dict[Read, None] | None = None

    def holds(self, changed: Set[Read]) -> bool:
        """Whether the family would list the same, if the site answers these questions otherwise."""
        return self.reads is not None and self.reads.keys().isdisjoint(changed)


class Edition(Frozen):
    """Everything that is published, made from one site."""

    site: Site
    sheets: dict[PagePath, Sheet]
    """By the address of each page, in the order of their families."""
    documents: dict[PagePath, tuple[Document, ...]]
    """By the names of their plans."""
    renewed: frozenset[PagePath]
    """The plans that were carried out, not those that gave the same as before."""

    @property
    def pages(self) -> list[Page]:
        """The pages, in the same order."""
        return [sheet.page for sheet in self.sheets.values()]


class AbandonedError(Exception):
    """There is something newer to make."""


def _never() -> bool:
    """Nothing is newer."""
    return False


class Workshop(Struct):
    """What is kept between the editions of one site."""

    is_searched: bool = False
    """Whether the theme's search is to find the pages."""
    site: Site | None = None
    """Of the newest edition."""
    unsaved: set[PagePath] = field(default_factory=set[PagePath])
    """The plans that were carried out since whoever keeps all this on disk has emptied the set."""
    _made: dict[PagePath, _Made] = field(default_factory=dict[PagePath, _Made])
    _listings: dict[_Lister, _Listing] = field(default_factory=dict["_Lister", _Listing])
    """Of the newest edition, if this process made it."""
    _questions: Questions = field(default_factory=Questions)
    _owed: set[PagePath] = field(default_factory=set[PagePath])

    def edition(
        self, site: Site, *, may_wait: Container[PagePath] = (), is_outdated: Callable[[], bool] = _never
    ) -> Edition:
        """The pages and documents of a site; those that are as before are the very same objects.

        Documents that `may_wait` stay as they were until somebody asks for them with `owed`.

        Raises:
            AbandonedError: `is_outdated` said so; all is as if nobody had asked.
        """
        changed = changed_reads(self.site, site) if self.site is not None else set[Read]()
        listings = {family: self._listing(family, site, changed) for family in (*FAMILIES, *DOCUMENTS)}
        pages, documents = (
            [plan for family in families for plan in listings[family].plans]
            for families in (FAMILIES, DOCUMENTS)
        )
        plans = [*pages, *documents]
        good = self._unchanged(listings, changed)
        work: list[Plan[Any]] = [plan for plan in pages if plan.path not in good]
        # Some documents take long. Begun last, they would keep one core busy while the others wait; begun by
        # this process, they would keep it from taking what the helpers send.
        work[MOST_IN_A_PIECE:MOST_IN_A_PIECE] = (plan for plan in documents if plan.path not in good)
        waiting = {plan.path for plan in work if plan.path in may_wait and plan.path in self._made}
        good |= {path: self._made[path] for path in waiting}
        work = [plan for plan in work if plan.path not in waiting]
        make = self._maker(site, are_few=len(work) <= FEW)
        made = spread(make, work, is_much=len(work) >= _MANY)
        for plan, (reads, result) in zip(work, made, strict=True):
            good[plan.path] = _Made(plan.call(), self._questions.numbered(reads), result)
            if is_outdated():
                raise AbandonedError
        if self.site is None:
            self._questions.settle()
        renewed = frozenset(plan.path for plan in work)
        # An interrupt may come between any two of these lines, and what is here then is kept on the disk.
        self._owed |= waiting
        self.site, self._made = site, {plan.path: good[plan.path] for plan in plans}
        self._listings = listings
        self._owed &= self._made.keys()
        self.unsaved |= renewed
        self._questions.keep_up([(path, good[path].reads) for path in renewed])
        if self._questions.are_many():
            self._forget_questions()
        sheets: dict[PagePath, Sheet] = {}
        others: dict[PagePath, tuple[Document, ...]] = {}
        for path, made in self._made.items():
            if isinstance(made.result, Sheet):
                sheets[path] = made.result
            else:
                others[path] = made.result
        return Edition(site, sheets, others, renewed)

    def owed(self, path: PagePath) -> tuple[Document, ...]:
        """Documents that had to wait, as they are now; nothing where they are as they were."""
        if path not in self._owed or self.site is None:
            return ()
        site = self.site
        plan = next(plan for family in DOCUMENTS for plan in family(site) if plan.path == path)
        reads, result = self._maker(site, are_few=True)(plan)
        self._made[path] = _Made(plan.call(), self._questions.numbered(reads), result)
        self._questions.keep_up([(path, self._made[path].reads)])
        self._owed.discard(path)
        self.unsaved.add(path)
        return () if isinstance(result, Sheet) else result

    def made_for(self, site: Site) -> tuple[list[MadePage], list[Read]]:
        """What has been made and would come out the same of a site, and all that it asks, by number.

        There is nothing in the place of a question that none of it asks.
        """
        good = {path: made for path, made in self._made.items() if path not in self._owed}
        if self.site is not None and site is not self.site:
            families = (*FAMILIES, *DOCUMENTS)
            listings = {family: _Listing(list(family(site)), self.is_searched) for family in families}
            good = self._unchanged(listings, changed_reads(self.site, site))
        rows = [(path, made.call, made.reads.tobytes(), made.result) for path, made in good.items()]
        return rows, self._questions.listed(chain.from_iterable(made.reads for made in good.values()))

    def restore(self, site: Site, questions: Sequence[Read], made: Iterable[MadePage]) -> None:
        """Go on from where another process was."""
        self.site, self._questions = site, Questions.restored(questions)
        self._made = {path: _Made(call, array("I", reads), result) for path, call, reads, result in made}

    def _maker(self, site: Site, *, are_few: bool) -> Callable[[Plan[Any]], tuple[tuple[Read, ...], Result]]:
        return partial(_carry_out, site, shared={}, is_searched=self.is_searched, are_few=are_few)

    def _is_as_planned(self, made: _Made, plan: Plan[Any]) -> bool:
        """Whether the plan is the one of before, and what came of it has in it what the search asks for."""
        result = made.result
        lacks_entries = self.is_searched and isinstance(result, Sheet) and result.entries is None
        return not lacks_entries and is_same_call(made.call, plan.call())

    def _listing(self, family: _Lister, site: Site, changed: Set[Read]) -> _Listing:
        """What a family lists: the very same where the site answers none of its questions otherwise.

        What it asks is noted from the second edition on: most processes make only one.
        """
        known = self._listings.get(family)
        if known is None:
            return _Listing(list(family(site)), self.is_searched)
        if known.is_searched == self.is_searched and known.holds(changed):
            return known
        reads: dict[Read, None] = {}
        return _Listing(list(family(recording(site, reads))), self.is_searched, reads)

    def _unchanged(self, listings: Mapping[_Lister, _Listing], changed: Set[Read]) -> dict[PagePath, _Made]:
        """What the site of before would give again."""
        if not self._made:
            return {}
        pages: Iterator[Asked] = ((path, made.reads) for path, made in self._made.items())
        outdated = self._questions.askers(changed, pages) | self._owed
        good: dict[PagePath, _Made] = {}
        for family, listing in listings.items():
            is_new = listing is not self._listings.get(family)
            good |= {
                plan.path: made
                for plan in listing.plans
                if plan.path not in outdated
                and (made := self._made.get(plan.path)) is not None
                and not (is_new and not self._is_as_planned(made, plan))
            }
        return good

    def _forget_questions(self) -> None:
        """Let go of those that only pages of the past have asked."""
        before, questions = self._questions, Questions()
        renumbered = {
            path: replace(made, reads=questions.numbered(before.of(made.reads)))
            for path, made in self._made.items()
        }
        questions.settle()
        self._questions, self._made = questions, renumbered  # both or, where an interrupt comes, neither


def _carry_out(
    site: Site, plan: Plan[Any], *, shared: Shared, is_searched: bool, are_few: bool
) -> tuple[tuple[Read, ...], Result]:
    """What comes of a plan, and what it read."""
    reads: dict[Read, None] = {}
    asked = recording(site, reads, shared)
    made = plan.carry_out(asked, Templates(asked))
    if isinstance(made, Page):
        return tuple(reads), press(asked, made, is_searched=is_searched, are_few=are_few)
    return tuple(reads), made
