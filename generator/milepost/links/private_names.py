"""Taking the names of private notes out of public text, where the option `private_names` asks for it.

Else only links in properties that are text become plain text, as links in the note itself do.

It is done before anything else reads the text, so that no page, index or passage can hold them.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from milepost.links.private_diagrams import renamed_nodes
from milepost.links.resolve import resolve
from milepost.model.canvas import Canvas
from milepost.model.frozen import replace
from milepost.model.link import Hidden, LinkIndex, Target
from milepost.model.note import Note, Properties
from milepost.model.path import VaultPath
from milepost.model.problem import Code, Problem
from milepost.model.vault import SourceFile
from milepost.notes.canvas import parse_canvas
from milepost.notes.frontmatter import lines_of
from milepost.notes.parse import parse_note
from milepost.ofm.comment import without_comments
from milepost.ofm.parser import create_parser
from milepost.ofm.wikilink import BRACKETS, split_target, words_for
from milepost.settings import Settings

__all__ = ["with_plain_links", "without_names"]

_INSTEAD = "private note"
# The properties that are shown as they are written, links and all.
_TEXTS = ("title", "tagline", "description", "estimate")
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

    def read_note(note: Note) -> Note:
        if note.digest != files[note.path].digest:
            return note  # what a preview shows in place of one that cannot be read
        file, found = _redacted(files[note.path], note.first_line, _privacy(index, note.path))
        properties, reworded = _reworded(note, _privacy(index, note.path), _INSTEAD)
        problems.extend((*reworded, *found))
        if properties == note.properties and not found:
            return note
        read, was = (parse_note(each, parser, settings)[0] for each in (file, files[note.path]))
        addition = note.title.removeprefix(was.title)  # such as "(draft)"
        title = (properties.title or read.title) + addition
        return dataclasses.replace(read, title=title, properties=properties)

    def read_canvas(canvas: Canvas) -> Canvas:
        file, found = _redacted(files[canvas.path], 1, _privacy(index, canvas.path))
        problems.extend(found)
        return parse_canvas(file, parser)[0] if found else canvas

    return tuple(map(read_note, notes)), tuple(map(read_canvas, canvases)), tuple(problems)


def with_plain_links(notes: Iterable[Note], index: LinkIndex) -> tuple[Note, ...]:
    """The notes, in whose properties the links to private ones are plain text: their words, or the name.

    A note without any is the same object.
    """

    def read_note(note: Note) -> Note:
        properties, _ = _reworded(note, _privacy(index, note.path), None)
        if properties == note.properties:
            return note
        title = note.title
        if note.properties.title and properties.title:
            title = properties.title + title.removeprefix(note.properties.title)
        return dataclasses.replace(note, title=title, properties=properties)

    return tuple(read_note(note) if any("[[" in text for text in _texts(note)) else note for note in notes)


def _privacy(index: LinkIndex, path: VaultPath) -> Callable[[Target], bool]:
    """Whether a target, linked in the file at `path`, is private."""
    return lambda target: isinstance(resolve(index, path, target), Hidden)


def _texts(note: Note) -> tuple[str, ...]:
    texts: Iterable[str | None] = (getattr(note.properties, name) for name in _TEXTS)
    return (*filter(None, texts), *note.properties.aliases)


def _reworded(
    note: Note, is_private: Callable[[Target], bool], instead: str | None
) -> tuple[Properties, list[Problem]]:
    """The note's properties, in whose text a link to a private note is its words, or else `instead`.

    With a problem for each name that this replaces; `None` keeps it.
    """
    properties, problems = note.properties, list[Problem]()

    def plain(name: str, text: str) -> str:
        def words(found: re.Match[str]) -> str:
            target, words = split_target(found[1])
            if not is_private(target):
                return found[0]
            if words or instead is None:
                return words or words_for(target)
            line = properties.lines.get(name, 1)
            message = f'{name}: [[{target}]] names a private note; "{instead}" stands there instead'
            problems.append(Problem(note.path, line, Code.LINK_PRIVATE, message, "write words of your own"))
            return instead

        return BRACKETS.sub(words, text)

    texts: dict[str, str | None] = {name: getattr(properties, name) for name in _TEXTS}
    changed = {name: plain(name, text) for name, text in texts.items() if text}
    aliases = tuple(plain("aliases", alias) for alias in properties.aliases)
    return replace(properties, **changed, aliases=aliases), problems


def _redacted(
    file: SourceFile, first_line: int, is_private: Callable[[Target], bool]
) -> tuple[SourceFile, list[Problem]]:
    """The file without private names from a line on, and a problem for each."""

    def names_private(name: str) -> bool:
        return is_private(split_target(name)[0])

    lines = lines_of(file.text)
    problems: list[Problem] = []
    if "internal-link" in file.text:
        if file.path.endswith(".canvas"):
            lines, nodes = _renamed_in_cards(lines, names_private)
        else:
            lines, nodes = renamed_nodes(lines, first_line - 1, names_private, _INSTEAD)
        for at, name in nodes:
            message = f'the diagram names the private note {name}; "{_INSTEAD}" stands there instead'
            problems.append(
                Problem(file.path, at + 1, Code.LINK_PRIVATE, message, "give the node words of your own")
            )
    for at in range(first_line - 1, len(lines)):
        lines[at], names = _without_names(lines[at], is_private)
        for name in names:
            message = f'[[{name}]] names a private note; "{_INSTEAD}" stands there instead'
            hint = f"give the link words of your own: [[{name}|words]]"
            problems.append(Problem(file.path, at + 1, Code.LINK_PRIVATE, message, hint))
    text = "".join(lines)
    return replace(file, text=text, digest=hashlib.sha256(text.encode()).hexdigest()), problems


def _renamed_in_cards(
    lines: Iterable[str], is_private: Callable[[str], bool]
) -> tuple[list[str], list[tuple[int, str]]]:
    """A canvas's lines, and the names as `renamed_nodes` gives them: each text is one string of its JSON."""
    found: list[tuple[int, str]] = []

    def renamed(text: re.Match[str], at: int) -> str:
        card, names = renamed_nodes(lines_of(_plain(text[1])), 0, is_private, _INSTEAD)
        found.extend((at, name) for _, name in names)
        return json.dumps("".join(card)) if names else text[0]

    kept = [_STRING.sub(partial(renamed, at=at), line) for at, line in enumerate(lines)]
    return kept, found


def _without_names(line: str, is_private: Callable[[Target], bool]) -> tuple[str, list[str]]:
    kept, at = "", 0
    names: list[str] = []
    for found in BRACKETS.finditer(line) if "[[" in line else ():
        target, words = split_target(without_comments(_plain(found[1])))
        if not words and line[found.start() - 1 : found.start()] != "!" and is_private(target):
            names.append(str(target))
            kept += line[at : found.start()] + _INSTEAD
            at = found.end()
    return kept + line[at:], names


def _plain(written: str) -> str:
    """What a canvas, which is JSON, writes with escapes; a note's own text where it is no JSON."""
    try:
        return str(json.loads(f'"{written}"')) if "\\" in written else written
    except ValueError:
        return written
