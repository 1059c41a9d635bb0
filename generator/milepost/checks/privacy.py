"""Whether a built site holds anything of a private note: a second look, by other means than the build's.

What is looked for are *canaries*: runs of words that stand in private notes and nowhere in public ones. Words
are compared without regard to case, markup and punctuation, so that `my-secret-plan/` in an address,
`my%20secret%20plan` in a link and `My <b>secret</b> plan!` on a page are all the same three words.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import cast

from milepost.checks.comments import apart
from milepost.checks.runs import LINK, Passage, Words, as_shown, pairs_in, runs_in, words_of
from milepost.links.folders import folders_above
from milepost.model.frozen import Frozen, replace
from milepost.model.note import Note
from milepost.model.path import VaultPath, link_path, name, stem
from milepost.model.url import unquoted
from milepost.render.properties import INTERNAL

__all__ = ["Canaries", "Canary", "Leak", "Passage", "file_leak", "find_leaks", "plant_canaries"]

# Where a link leads that has words of its own, or an embed: its target is not shown, nor is one of raw HTML,
# of a diagram's `click` or of a formula.
_ADDRESS = (
    r"(?<=\]\()(?:<[^<>\n]*>|[^()\s]*)"
    r"|(?:\b(?:href|src)=\\?[\"']|^[ \t>]*click [^\"\n]*\"|\\href\{)[^\"'<>{}\n]*"
)
_TARGET = re.compile(rf"(?<=\[\[)[^\[\]|\n]*(?=\\?\|)|(?<=!\[\[)[^\[\]|\n]*|{_ADDRESS}", re.MULTILINE)
_ANY_TARGET = re.compile(rf"(?<=\[\[)[^\[\]|\n]*|{_ADDRESS}", re.MULTILINE)
# A page shows its tags above its first heading, and all of them in a row in its contents, as a form without
# its words does.
_TAGS = re.compile(r"^tags?:(.*(?:\n[ \t]*-.*)*)", re.MULTILINE | re.IGNORECASE)
# Its table leaves out these, so that others stand side by side, or above the words.
_UNSEEN = re.compile(rf"^(?:{'|'.join(INTERNAL)}):.*\n(?:[ \t]+.*\n)*", re.MULTILINE | re.IGNORECASE)
_HEAD = re.compile(r"\A---\n.*?^---$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^[ \t>]*#{1,6}[ \t]+(.+)$", re.MULTILINE)
# What HTML calls elements and attributes, its classes, and styles without an address: no words of a page,
# though they part those around.
_MARKUP = re.compile(
    r"</?[a-z][\w:-]*(?=[\s/>])|(?<=\s)(?:class|encoding)=\\?\"[^\"\\<>]*\\?\"|(?<=\s)style=\\?\"[^\"\\<>()]*\\?\""
    r"|(?<=\s)[a-z][\w:-]*(?==\\?[\"'])",
    re.IGNORECASE,
)
_STYLES = re.compile(r"<style\b[^<>]*>([^<]*)</style\s*>", re.IGNORECASE)
_APART = " htmlmarkup "
# As pages write the days of public notes.
_MONTH = re.compile(
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_SHORT_NAME = 3
"""A name of fewer letters is in every text."""

_FEW = 2
"""So few words the furniture of a site may say by itself, wherever they stand in it."""
# What parts the phrases that it says, whose words may be more.
_PHRASES = re.compile(r"[\"<>{}\n]")

_IN_TEXT = ("its words", "a comment")
"""What stands on a line that can be named."""
_IN_TARGETS = ("its name", "its path", "its alias")
"""What a link calls a note or file by."""


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

        Programs and style sheets are full of single words, so that one alone tells nothing there. Nor does
        one as short as names may be in the bytes of a picture, in which any such word stands by chance.
        """
        is_binary = "\0" in text
        words = words_of(text)
        for at, first in enumerate(words):
            for length in self.lengths.get(first, ()):
                run = tuple(words[at : at + length])
                is_noise = length == 1 and (is_program or (is_binary and len(first) <= _SHORT_NAME))
                if run in self.by_words and not is_noise:
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
        known: what the site says besides. One word or two that stand there betray nothing, nor does a phrase.
        asides: what canvases and bases say that are not published.
        allowed: what tells nothing, however much of a private note stands in it.
        hides_names: whether a public note's links, `[[Name]]`, are to tell no private name either.
    """
    planted: dict[Words, Canary] = {}
    private, public, known = tuple(private), tuple(public), tuple(known)
    for note, _ in private:
        _plant(planted, _names(note))
    for path in files:
        _plant(planted, (*_name(path, "its name", name(path)), *_name(path, "its path", path)))
    named = _indexed({words: each for words, each in planted.items() if each.what in _IN_TARGETS})
    told = {tuple(words_of(each)) for passage in public for each in (stem(passage.path), name(passage.path))}
    told -= named.by_words.keys()
    pairs: dict[Words, Canary] = {}
    for note, text in private:
        passage, tags = Passage(note.path, text), _lines_of_tags(note, text)
        _plant(planted, _canaries(runs_in(passage, told, tags), passage, "its words"))
        head = range(note.first_line)  # whose lines begin with a word of the author's schema
        _plant(pairs, _canaries(pairs_in(passage, told, head), passage, "its words"))
    for each in asides:
        _plant(planted, _canaries(runs_in(each, told), each, "its words"))
        _plant(pairs, _canaries(pairs_in(each, told), each, "its words"))
    shown = [*allowed]
    for each in public:
        plain, comments = apart(each.text)
        if hides_names:
            plain = LINK.sub(partial(_chosen, named), plain)
        plain = (_ANY_TARGET if hides_names else _TARGET).sub(partial(_told, named), plain)
        seen = _HEAD.sub(lambda head: _UNSEEN.sub("", head[0]), plain)
        in_a_row = "\n".join((*_TAGS.findall(plain)[:1], *_HEADING.findall(plain)))
        # Each folder has a page, whose address pages give before its name.
        folders = [f"{above}/index {above}/{name(VaultPath(above))}" for above in folders_above(each.path)]
        shown += (each.path, *folders, plain, seen, as_shown(seen), in_a_row)
        aside = replace(each, text=comments)
        _plant(planted, _canaries(runs_in(aside), aside, "a comment"))
        _plant(pairs, _canaries(pairs_in(aside), aside, "a comment"))
    everything = _indexed(planted)
    for text in shown:
        for words, _ in everything.found_in(text):
            planted.pop(words, None)
    for text in known:
        for words, _ in everything.found_in(text):
            if len(words) <= _FEW:
                planted.pop(words, None)
        for phrase in _PHRASES.split(text):
            planted.pop(tuple(words_of(phrase)), None)
    anybodys = {word for text in (*shown, *known) for word in words_of(text)}
    _plant(planted, ((words, each) for words, each in pairs.items() if anybodys.isdisjoint(words)))
    return _indexed(planted)


def find_leaks(canaries: Canaries, file: str, texts: Iterable[str]) -> tuple[Leak, ...]:
    """What a file of the site, given with every text in it, tells: one leak for each note, names first."""
    is_program = file.endswith((".js", ".css", ".map"))
    first: dict[VaultPath, Canary] = {}
    for text in (file.removesuffix("index.html"), *texts):  # every page's is called so
        styles = _STYLES.findall(text) if "<" in text else []
        text = _MARKUP.sub(_APART, _STYLES.sub(_APART, text)) if "<" in text else text
        found = chain(
            canaries.found_in(text, is_program=is_program),
            *(canaries.found_in(style, is_program=True) for style in styles),
        )
        for _, canary in found:
            first[canary.note] = min(canary, first.get(canary.note, canary))
    return tuple(Leak(file, canary) for canary in sorted(first.values()))


def file_leak(file: str, private: VaultPath) -> Leak:
    """That a file of the site is, or holds, the private attachment."""
    return Leak(file, Canary(private, 1, "the bytes"))


def _names(note: Note) -> Iterator[tuple[Words, Canary]]:
    properties = note.properties
    yield from _name(note.path, "its name", stem(note.path))
    yield from _name(note.path, "its name", note.title)
    yield from _name(note.path, "its path", link_path(note.path))
    for alias in properties.aliases:
        yield from _name(note.path, "its alias", alias)
    for tag in note.tags:
        yield from _name(note.path, "its tag", tag)
    for value in _values(properties.values):
        if len(words_of(value)) > 1:  # one word is of the author's schema, such as a kind
            yield from _name(note.path, "its property", value)


def _told(private: Canaries, target: re.Match[str]) -> str:
    """Where a public note's link leads, which the site tells, unless that is private."""
    return "" if "://" not in target[0] and any(private.found_in(target[0])) else target[0]


def _chosen(private: Canaries, link: re.Match[str]) -> str:
    """A public note's link, whose words are its author's unless they are but a name of what is private."""
    goal = unquoted(link["name"] or link["address"] or "")
    words = words_of(link["alias"] or link["words"] or "")
    is_name = tuple(words) in private.by_words or words == words_of(goal)
    return "" if is_name and any(private.found_in(goal)) else link[0]


def _name(path: VaultPath, what: str, text: str) -> Iterator[tuple[Words, Canary]]:
    """The words of a name, unless they are so short or so bare that they stand in any text."""
    words = tuple(words_of(text))
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


def _canaries(
    found: Iterable[tuple[Words, int]], passage: Passage, what: str
) -> Iterator[tuple[Words, Canary]]:
    for words, line in found:
        yield words, Canary(passage.path, line, what)


def _lines_of_tags(note: Note, text: str) -> Container[int]:
    """The lines of a private note's tags, each of which is looked for by itself."""
    head = "".join(text.splitlines(keepends=True)[: note.first_line - 1])
    tags = _TAGS.search(head)
    if tags is None:
        return ()
    first = head.count("\n", 0, tags.start()) + 1
    return range(first, first + tags[0].count("\n") + 1)


def _plant(planted: dict[Words, Canary], found: Iterable[tuple[Words, Canary]]) -> None:
    for words, canary in found:
        if not _is_day(words):
            planted.setdefault(words, canary)


def _is_day(words: Words) -> bool:
    """Whether they are a day or a month, such as `30 July 2023`, which tells nothing."""
    if len({word.isdigit() for word in words}) < 2:
        return False
    return all(word.isdigit() or _MONTH.fullmatch(word) for word in words)


def _indexed(planted: dict[Words, Canary]) -> Canaries:
    lengths: dict[str, set[int]] = {}
    for words in planted:
        lengths.setdefault(words[0], set()).add(len(words))
    return Canaries(planted, {word: tuple(sorted(each)) for word, each in lengths.items()})
