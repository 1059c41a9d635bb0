"""Who asks what of the site: the questions of all pages by number, as most ask much the same."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from milepost.model.path import PagePath
from milepost.pages.reads import Read

__all__ = ["Asked", "Questions"]

Asked = tuple[PagePath, "array[int]"]
"""A page, and the numbers of its questions."""

_NOTHING: Read = ("",)
"""In the place of a question that no page asks any more: it may hold a name that nobody is to know."""

# With fewer questions than these it is not worth it to drop those that no page asks any more.
_FEW = 10_000

# To note who asks a question takes a little for each page that is made; where it would take more than this,
# it is faster to find out anew who asks what.
_MOST_KEPT_UP = 10_000


class Questions(Struct):
    """The questions of all pages, and some that only pages of the past have asked."""

    _list: list[Read] = field(default_factory=list[Read])
    _numbers: dict[Read, int] = field(default_factory=dict[Read, int])
    _settled: int = 0
    """How many of them were asked when somebody last looked."""
    _askers: dict[int, set[PagePath]] = field(default_factory=dict[int, set[PagePath]])
    """Who asks those whose answers have changed: who writes changes the same note again and again."""

    @classmethod
    def restored(cls, listed: Sequence[Read]) -> "Questions":
        """Those that another process has `listed`."""
        numbers = {read: number for number, read in enumerate(listed)}
        return cls(list(listed), numbers, len(listed) - listed.count(_NOTHING))

    def listed(self, asked: Iterable[int]) -> list[Read]:
        """All, by number; nothing in the place of those that are not `asked` any more."""
        wanted = set(asked)
        return [read if number in wanted else _NOTHING for number, read in enumerate(self._list)]

    def numbered(self, reads: Iterable[Read]) -> "array[int]":
        """The number of each question."""
        numbers, listed = self._numbers, self._list
        found = array("I")
        for read in reads:
            number = numbers.setdefault(read, len(listed))
            if number == len(listed):
                listed.append(read)
            found.append(number)
        return found

    def of(self, numbers: Iterable[int]) -> Iterator[Read]:
        """The questions that have these numbers."""
        return (self._list[number] for number in numbers)

    def settle(self) -> None:
        """Every question that there is, is asked."""
        self._settled = len(self._list)

    def are_many(self) -> bool:
        """Whether there are twice as many as were asked when somebody last looked."""
        return len(self._list) >= 2 * max(self._settled, _FEW)

    def askers(self, changed: Iterable[Read], pages: Iterable[Asked]) -> set[PagePath]:
        """Those of all pages that ask one of the questions."""
        numbers = {number for read in changed if (number := self._numbers.get(read)) is not None}
        if new := numbers - self._askers.keys():
            self._askers |= {number: set() for number in new}
            for path, asked in pages:
                for number in new.intersection(asked):
                    self._askers[number].add(path)
        return {path for number in numbers for path in self._askers[number]}

    def keep_up(self, pages: Sequence[Asked]) -> None:
        """Some pages, made anew, may ask other questions than before."""
        if len(pages) * len(self._askers) > _MOST_KEPT_UP:
            self._askers.clear()
        for path, asked in pages if self._askers else ():
            numbers = set(asked)
            for number, paths in self._askers.items():
                (paths.add if number in numbers else paths.discard)(path)
