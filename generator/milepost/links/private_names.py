"""Taking the names of private notes out of public text, where the option `private_names` asks for it.

Else only links in properties that are text become plain text, as links in the note itself do.

It is done before anything else reads the text, so that no page, index or passage can hold them.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from operator import is_
from typing import cast

from milepost.links.private_addresses import is_private_path, without_private_addresses
from milepost.links.private_diagrams import renamed_nodes
from milepost.links.private_headings import (
    Renamed,
    RenamedHeadings,
    found_as_before,
    links_private,
    renamed_headings,
)
from milepost.links.private_html import without_private_tags
from milepost.links.private_links import (
    INSTEAD,
    Private,
    addresses_in,
    in_plain_words,
    without_private_links,
    without_private_names,
)
from milepost.links.resolve import NOBODY
from milepost.model.canvas import Canvas, CanvasNode, FileNode
from milepost.model.frozen import replace
from milepost.model.link import LinkIndex
from milepost.model.note import Heading, Note, Properties
from milepost.model.path import VaultPath, is_canvas
from milepost.model.problem import Code, Problem
from milepost.model.vault import SourceFile
from milepost.notes.canvas import parse_canvas
from milepost.notes.frontmatter import lines_of
from milepost.notes.parse import parse_note
from milepost.ofm.parser import create_parser
from milepost.ofm.wikilink import BRACKETS, split_target, words_for
from milepost.settings import Settings

__all__ = ["with_plain_links", "without_names"]

# The properties that are shown as they are written, links and all.
_TEXTS = ("title", "tagline", "description", "kind", "estimate")
# Those that link by a bare name, too, or are to, by the note's type: elsewhere a word is a word.
_LINKS = {"item": ("phase", "after"), "writeup": ("items",), "run": ("serves",)}
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"')


def without_names(
    notes: Iterable[Note],
    canvases: Iterable[Canvas],
    files: Mapping[VaultPath, SourceFile],
    index: LinkIndex,
    settings: Settings,
) -> tuple[tuple[Note, ...], tuple[Canvas, ...], tuple[Problem, ...]]:
    """The notes and canvases, read again without the private names that they link, and where these stood.

    An embed shows nothing anyhow, and words that the author chose, `[[Name|words]]`, are theirs to choose.
    What properties link shows no private name as it is, but where it is text, as a description is.

    Args:
        notes: the public ones.
        canvases: those that may go out.
        files: the files of all of them.
        index: says which links lead to private notes.
        settings: read the notes as before.
    """
    parser = create_parser()
    problems: list[Problem] = []
    public = tuple(notes)
    renamed: dict[VaultPath, RenamedHeadings] = {}

    @cache
    def addresses(path: VaultPath) -> dict[str, str]:
        return addresses_in(files[path].text)

    def private_in(path: VaultPath, renamed: Renamed) -> Private:
        return Private(index, path, renamed, addresses(path))

    for note in public:
        private = private_in(note.path, {})
        if any(_tells_private(heading, private) for heading in note.headings):
            file, _ = _redacted(files[note.path], note.first_line, private)
            renamed[note.path] = renamed_headings(note, parse_note(file, parser, settings)[0], private.holds)

    def read_note(note: Note) -> Note:
        if note.digest != files[note.path].digest:
            return note  # what a preview shows in place of one that cannot be read
        private = private_in(note.path, renamed)
        file, found = _redacted(files[note.path], note.first_line, private)
        properties, reworded = _reworded(note, private)
        problems.extend((*reworded, *found))
        if properties == note.properties and file.text == files[note.path].text:
            return note
        read, was = (parse_note(each, parser, settings)[0] for each in (file, files[note.path]))
        addition = note.title.removeprefix(was.title)  # such as "(draft)"
        title = (properties.title or read.title) + addition
        return found_as_before(dataclasses.replace(read, title=title, properties=properties), note.headings)

    def read_canvas(canvas: Canvas) -> Canvas:
        private = private_in(canvas.path, renamed)
        file, found = _redacted(files[canvas.path], 1, private)
        problems.extend(found)
        read = canvas if file.text == files[canvas.path].text else parse_canvas(file, parser)[0]
        return replace(read, nodes=tuple(_node(node, private) for node in read.nodes))

    return tuple(map(read_note, public)), tuple(map(read_canvas, canvases)), tuple(problems)


def with_plain_links(notes: tuple[Note, ...], index: LinkIndex) -> tuple[Note, ...]:
    """The notes, in whose properties the links to private ones are plain text: their words, or the name.

    A note without any is the same object; so are all, where none has any.
    """
    if not index.private:  # a look at each note would find nothing
        return notes

    def read_note(note: Note) -> Note:
        properties, _ = _reworded(note, Private(index, note.path))
        if properties == note.properties:
            return note
        title = note.title
        if note.properties.title and properties.title:
            title = properties.title + title.removeprefix(note.properties.title)
        return dataclasses.replace(note, title=title, properties=properties)

    def may_link(note: Note) -> bool:
        texts, values = _texts(note), note.properties.values.values()
        return any("[[" in text for text in texts) or any(map(_may_be_bare_link, values))

    found = tuple(read_note(note) if may_link(note) else note for note in notes)
    return notes if all(map(is_, found, notes)) else found


def _tells_private(heading: Heading, private: Private) -> bool:
    source = heading.source or ""
    return links_private(heading, private.holds) or without_private_names(source, private)[0] != source


def _may_be_bare_link(value: object) -> bool:
    """Whether it holds what `[[Doe, Jane]]` without quotes is to YAML: a list that begins with a list."""
    if isinstance(value, dict):
        return any(map(_may_be_bare_link, cast("dict[object, object]", value).values()))
    entries = cast("list[object]", value) if isinstance(value, list) else []
    return bool(entries) and (isinstance(entries[0], list) or any(map(_may_be_bare_link, entries)))


def _node(node: CanvasNode, private: Private) -> CanvasNode:
    """The card, whose title says which heading it shows."""
    if not isinstance(node, FileNode) or (told := private.elsewhere(node.embed.target)) is None:
        return node
    return replace(node, embed=replace(node.embed, target=told[0]))


def _texts(note: Note) -> tuple[str, ...]:
    texts: Iterable[str | None] = (getattr(note.properties, name) for name in _TEXTS)
    return (*filter(None, texts), *note.properties.aliases)


def _reworded(note: Note, private: Private) -> tuple[Properties, list[Problem]]:
    """The note's properties, in whose text a link to a private note is its words, or else the name.

    Where names are not kept, with a problem for each.
    """
    properties, problems = note.properties, list[Problem]()

    def plain(name: str, text: str) -> str:
        def words(found: re.Match[str]) -> str:
            target, words = split_target(found[1])
            if private.renamed is None or (instead := private.instead_of(target, words)) is None:
                return (words or words_for(target)) if private.holds(target) else found[0]
            report(name, f"[[{target}]]")
            return instead

        plain, told = _without_addresses(BRACKETS.sub(words, text), private)
        for link in told:
            report(name, link)
        return plain

    def report(name: str, link: str) -> None:
        message = f'{name}: {link} names a private note; "{INSTEAD}" stands there instead'
        line = properties.lines.get(name, 1)
        problems.append(Problem(note.path, line, Code.LINK_PRIVATE, message, "write words of your own"))

    texts: dict[str, str | None] = {name: getattr(properties, name) for name in _TEXTS}
    changed = {name: plain(name, text) for name, text in texts.items() if text}
    aliases = tuple(plain("aliases", alias) for alias in properties.aliases)
    links = _LINKS.get(properties.type or "", ())
    values = {
        name: _value(_linked(value, private) if name in links else value, private)
        for name, value in properties.values.items()
    }
    return replace(properties, **changed, aliases=aliases, values=values), problems


def _without_addresses(text: str, private: Private) -> tuple[str, list[str]]:
    """A property's text, where names are not kept without what addresses say of them, and these."""
    if private.renamed is None:
        return text, []
    text, links = without_private_links(text, private)
    text, tags = without_private_tags(text, private)
    text, apart = without_private_addresses(text, private)
    return text, [link for _, link, _ in (*links, *tags, *apart)]


def _linked(value: object, private: Private) -> object:
    """A value that is to link, where names are not kept with a link for the bare name of a private note."""
    if isinstance(value, list):  # in another list it is `[[Name]]` without quotes
        entries = cast("list[object]", value)
        return [_linked(each, private) if isinstance(each, str) else each for each in entries]
    if not isinstance(value, str) or private.renamed is None or value.isdecimal():
        return value
    return f"[[{value}]]" if private.holds(split_target(value)[0]) else value


def _value(value: object, private: Private) -> object:
    """A property's value, whose links name no heading that tells a private name.

    A link to a private note may stay, as whoever shows one leaves the name out; but not the lists of lists
    that `[[Doe, Jane]]` without quotes is to YAML: they look like none.
    """
    match value:
        case str() if private.renamed is not None and is_private_path(value, private):
            return NOBODY
        case str():
            return _without_addresses(BRACKETS.sub(private.relinked, value), private)[0]
        case [[str() as inside]]:
            return [[BRACKETS.sub(private.relinked, f"[[{inside}]]")[2:-2]]]
        case [list()]:
            (entries,) = cast("list[list[object]]", value)
            target, words = split_target(", ".join(map(str, entries)))
            return words if private.holds(target) else [_value(entries, private)]
        case list():
            return [_value(each, private) for each in cast("list[object]", value)]
        case dict():
            pairs = cast("dict[object, object]", value).items()
            return {key: _value(each, private) for key, each in pairs}
        case _:
            return value


def _redacted(file: SourceFile, first_line: int, private: Private) -> tuple[SourceFile, list[Problem]]:
    """The file without private names from a line on, and a problem for each."""

    def names_private(name: str) -> bool:
        return private.holds(split_target(name)[0])

    lines = lines_of(file.text)
    problems: list[Problem] = []
    if "internal-link" in file.text:
        if is_canvas(file.path):
            lines, nodes = _renamed_in_cards(lines, names_private)
        else:
            lines, nodes = renamed_nodes(lines, first_line - 1, names_private, INSTEAD)
        for at, name in nodes:
            message = f'the diagram names the private note {name}; "{INSTEAD}" stands there instead'
            problems.append(
                Problem(file.path, at + 1, Code.LINK_PRIVATE, message, "give the node words of your own")
            )
    body, told = without_private_names("".join(lines[first_line - 1 :]), private)
    body, tags = without_private_tags(body, private)
    body, apart = without_private_addresses(body, private)
    for at, link, reworded in (*told, *tags, *apart):
        message = f'{link} names a private note; "{INSTEAD}" stands there instead'
        hint = f"give the link words of your own: {reworded}"
        problems.append(Problem(file.path, first_line + at, Code.LINK_PRIVATE, message, hint))
    text = "".join((*lines[: first_line - 1], body))
    return replace(file, text=text, digest=hashlib.sha256(text.encode()).hexdigest()), problems


def _renamed_in_cards(
    lines: Iterable[str], is_private: Callable[[str], bool]
) -> tuple[list[str], list[tuple[int, str]]]:
    """A canvas's lines, and the names as `renamed_nodes` gives them: each text is one string of its JSON."""
    found: list[tuple[int, str]] = []

    def renamed(text: re.Match[str], at: int) -> str:
        card, names = renamed_nodes(lines_of(in_plain_words(text[1])), 0, is_private, INSTEAD)
        found.extend((at, name) for _, name in names)
        return json.dumps("".join(card)) if names else text[0]

    kept = [_STRING.sub(partial(renamed, at=at), line) for at, line in enumerate(lines)]
    return kept, found
