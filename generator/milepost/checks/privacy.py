"""Whether a built site holds anything of a private note: a second look, by other means than the build's.

What is looked for are *canaries*: runs of words that stand in private notes and nowhere in public ones. Words
are compared without regard to case, markup and punctuation, so that `my-secret-plan/` in an address,
`my%20secret%20plan` in a link and `My <b>secret</b> plan!` on a page are all the same three words.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from typing import cast

from milepost.checks.comments import apart
from milepost.model.frozen import Frozen, replace
from milepost.model.note import Note
from milepost.model.path import VaultPath, name, stem, unquoted

__all__ = ["Canaries", "Canary", "Leak", "Passage", "file_leak", "find_leaks", "plant_canaries"]

# Where a link leads that has words of its own, or an embed: its target is not shown.
_TARGET = re.compile(r"(?<=\[\[)[^\[\]|\n]*(?=\\?\|)|(?<=!\[\[)[^\[\]|\n]*|(?<=\]\()(?:<[^<>\n]*>|[^()\s]*)")
_ANY_TARGET = re.compile(r"(?<=\[\[)[^\[\]|\n]*|(?<=\]\()(?:<[^<>\n]*>|[^()\s]*)")
# A link or embed and where it leads.
_LINK = re.compile(r"\[\[([^\[\]|\n]*+)[^\[\]\n]*+\]\]|\[[^\[\]\n]*+\]\((<[^<>\n]*+>|[^()\s]*+)\)")
# A page shows its tags above its first heading, and all of them in a row in its contents, as a form without
# its words does.
_TAGS = re.compile(r"^tags?:(.*(?:\n[ \t]*-.*)*)", re.MULTILINE | re.IGNORECASE)
_HEADING = re.compile(r"^[ \t>]*#{1,6}[ \t]+(.+)$", re.MULTILINE)
# Where words have no spaces between them each sign counts as one, so that a name is found in a sentence.
_SIGNS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")
_SIGN = re.compile(f"[{_SIGNS}]")

_RUN = 12
"""So many half words in a row are an author's own; fewer may stand in any text by chance. A sign counts one,
as two make a word on average, any other word two."""
_SHORT_LINE = 6
"""A line of fewer half words than a run is looked for whole, if it has so many."""
_SHORT_NAME = 3
"""A name of fewer letters is in every text."""

_FEW = 2
"""So few words the furniture of a site may say by itself."""

Words = tuple[str, ...]

_IN_TEXT = ("its words", "a comment")
"""What stands on a line that can be named."""
_IN_TARGETS = ("its name", "its path", "its alias")
"""What a link calls a note or file by."""


class Passage(Frozen):
    """Words of the vault that go together."""

    path: VaultPath
    """The file's."""
    text: str
    line: int | None = None
    """The one line of the file, counted from 1, that holds them all; `None` for the text of a whole file."""


class Canary(Frozen, order=True):
    """Something that only a private note says. Its words are kept out of messages, which may be public."""

    note: VaultPath
    line: int
    """In the file, counted from 1; 1 for names."""
    what: str
    """What it is of the note: "its name", "its words", "a comment" and the like."""


class Leak(Frozen, order=True):
    """A file of the site that holds a canary."""

    file: str
    """Relative to the site."""
    canary: Canary

    def __str__(self) -> str:
        found = self.canary
        whose = (
            f"of {found.note}:{found.line}"
            if found.what in _IN_TEXT
            else f"of {found.note}, which is private"
        )
        return f"{self.file}: holds {found.what} {whose} [private-leak]"


class Canaries(Frozen):
    """All canaries of a vault, by their words."""

    by_words: Mapping[Words, Canary]
    lengths: Mapping[str, tuple[int, ...]]
    """How many words the canaries have that begin with a word."""

    def found_in(self, text: str, *, is_program: bool = False) -> Iterator[tuple[Words, Canary]]:
        """Each canary that stands in `text`, as often as it does. Linear in the text's length.

        Programs and style sheets are full of single words, so that one alone tells nothing there.
        """
        words = _words(text)
        for at, first in enumerate(words):
            for length in self.lengths.get(first, ()):
                run = tuple(words[at : at + length])
                if run in self.by_words and not (is_program and length == 1):
                    yield run, self.by_words[run]


def plant_canaries(
    private: Iterable[tuple[Note, str]],
    files: Iterable[VaultPath],
    public: Iterable[Passage],
    known: Iterable[str],
    *,
    asides: Iterable[Passage] = (),
    allowed: Iterable[str] = (),
    hides_names: bool = False,
) -> Canaries:
    """The canaries of the `private` notes, `files` and `asides`, and of the comments in what is `public`.

    Args:
        private: the notes, each with its file's text.
        files: where the attachments, canvases and bases lie that are not published.
        public: the texts of the published notes, and what canvases and bases say: it betrays nothing.
        known: what the site says besides. A name of one word or two that stands there betrays nothing.
        asides: what canvases and bases say that are not published.
        allowed: what tells nothing, however much of a private note stands in it.
        hides_names: whether a public note's links, `[[Name]]`, are to tell no private name either.
    """
    planted: dict[Words, Canary] = {}
    private, public = tuple(private), tuple(public)
    for note, _ in private:
        _plant(planted, _names(note))
    for path in files:
        _plant(planted, (*_name(path, "its name", name(path)), *_name(path, "its path", path)))
    named = _indexed({words: each for words, each in planted.items() if each.what in _IN_TARGETS})
    told = {tuple(_words(each)) for passage in public for each in (stem(passage.path), name(passage.path))}
    told -= named.by_words.keys()
    for note, text in private:
        _plant(planted, _runs(Passage(note.path, text), "its words", told))
    for each in asides:
        _plant(planted, _runs(each, "its words", told))
    shown = [*allowed]
    for each in public:
        plain, comments = apart(each.text)
        plain = (_ANY_TARGET if hides_names else _TARGET).sub(partial(_told, named), plain)
        shown += (each.path, plain, "\n".join((*_TAGS.findall(plain)[:1], *_HEADING.findall(plain))))
        _plant(planted, _runs(replace(each, text=comments), "a comment"))
    everything = _indexed(planted)
    for text in shown:
        for words, _ in everything.found_in(text):
            planted.pop(words, None)
    for text in known:
        for words, _ in everything.found_in(text):
            if len(words) <= _FEW:
                planted.pop(words, None)
    return _indexed(planted)


def find_leaks(canaries: Canaries, file: str, texts: Iterable[str]) -> tuple[Leak, ...]:
    """What a file of the site, given with every text in it, tells: one leak for each note, names first."""
    is_program = file.endswith((".js", ".css", ".map"))
    first: dict[VaultPath, Canary] = {}
    for text in (file, *texts):
        for _, canary in canaries.found_in(text, is_program=is_program):
            first[canary.note] = min(canary, first.get(canary.note, canary))
    return tuple(Leak(file, canary) for canary in sorted(first.values()))


def file_leak(file: str, private: VaultPath) -> Leak:
    """That a file of the site is, or holds, the private attachment."""
    return Leak(file, Canary(private, 1, "the bytes"))


def _names(note: Note) -> Iterator[tuple[Words, Canary]]:
    properties = note.properties
    yield from _name(note.path, "its name", stem(note.path))
    yield from _name(note.path, "its name", note.title)
    yield from _name(note.path, "its path", note.path.removesuffix(".md"))
    for alias in properties.aliases:
        yield from _name(note.path, "its alias", alias)
    for tag in note.tags:
        yield from _name(note.path, "its tag", tag)
    for value in _values(properties.values):
        if len(_words(value)) > 1:  # one word is of the author's schema, such as a kind
            yield from _name(note.path, "its property", value)


def _told(private: Canaries, target: re.Match[str]) -> str:
    """Where a public note's link leads, which the site tells, unless that is private."""
    return "" if "://" not in target[0] and any(private.found_in(target[0])) else target[0]


def _name(path: VaultPath, what: str, text: str) -> Iterator[tuple[Words, Canary]]:
    """The words of a name, unless they are so short or so bare that they stand in any text."""
    words = tuple(_words(text))
    if len("".join(words)) >= _SHORT_NAME and not all(word.isdigit() for word in words):
        yield words, Canary(path, 1, what)


def _values(value: object) -> Iterator[str]:
    """Every text in the properties' values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in cast("Mapping[object, object]", value).values():
            yield from _values(each)
    elif isinstance(value, (list, tuple)):
        for each in cast("Iterable[object]", value):
            yield from _values(each)


def _runs(
    passage: Passage, what: str, told: Container[Words] = frozenset()
) -> Iterator[tuple[Words, Canary]]:
    """Every run of words, from one line into the next, and each short line whole.

    Not those that are but names of files that readers are `told` of anyway.
    """
    words: list[str] = []
    lines: list[int] = []
    own: list[bool] = []
    for at, line in enumerate(passage.text.splitlines(), 1):
        here, number = _words(line), passage.line or at
        own += _own(line, told)
        if _SHORT_LINE <= sum(map(_half_words, here)) < _RUN and any(own[len(words) :]):
            yield tuple(here), Canary(passage.path, number, what)
        words += here
        lines += [number] * len(here)
    end = size = owned = 0
    for at, first in enumerate(words):
        while size < _RUN and end < len(words):
            size += _half_words(words[end])
            owned += own[end]
            end += 1
        if size < _RUN:
            return
        if owned:
            yield tuple(words[at:end]), Canary(passage.path, lines[at], what)
        size -= _half_words(first)
        owned -= own[at]


def _own(line: str, told: Container[Words]) -> Iterator[bool]:
    """Of each word of a line, whether it is the author's own, and no link's to a file that readers know of.

    Such a link is on many pages, its address before its words and others beside it.
    """
    end = 0
    for link in _LINK.finditer(line):
        written = link[1] or link[2] or ""
        goal = unquoted(written)
        if tuple(_words(name(VaultPath(goal.partition("#")[0])))) in told:
            yield from (True for _ in _words(line[end : link.start()]))
            named = {*_words(written), *_words(goal)}
            yield from (word not in named for word in _words(link[0]))
            end = link.end()
    yield from (True for _ in _words(line[end:]))


def _half_words(word: str) -> int:
    return 1 if _SIGN.match(word) else 2


def _plant(planted: dict[Words, Canary], found: Iterable[tuple[Words, Canary]]) -> None:
    for words, canary in found:
        planted.setdefault(words, canary)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _indexed(planted: dict[Words, Canary]) -> Canaries:
    lengths: dict[str, set[int]] = {}
    for words in planted:
        lengths.setdefault(words[0], set()).add(len(words))
    return Canaries(planted, {word: tuple(sorted(each)) for word, each in lengths.items()})
