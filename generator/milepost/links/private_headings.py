"""Links to headings that hold a private note's name: `[[Note#With Diary]]`, to `## With [[Diary]]`."""

import dataclasses
import re
from collections.abc import Callable, Mapping

from milepost.links.outline import strip_heading
from milepost.links.resolve import resolve
from milepost.model.frozen import Frozen, replace
from milepost.model.link import Ambiguous, Found, LinkIndex, Target
from milepost.model.note import Heading, Note
from milepost.model.path import Anchor, VaultPath, stem
from milepost.ofm.wikilink import BRACKETS, split_target, words_for

__all__ = [
    "Renamed",
    "RenamedHeadings",
    "found_as_before",
    "links_private",
    "renamed_headings",
    "renamed_link",
]

# What no link's words may hold as it is, nor the JSON of a canvas.
_SIGNS = re.compile(r"[\s#|^\[\]%\"\\]+")


class RenamedHeadings(Frozen):
    """What has become of a note's headings where private names were taken out."""

    shown: Mapping[str, str]
    """The words of those that told one, by what such a one is compared by."""
    anchors: Mapping[Anchor, Anchor]
    """Of all of them: two may have the same words now."""


Renamed = Mapping[VaultPath, RenamedHeadings]
"""The notes with such headings."""


def renamed_headings(before: Note, after: Note, is_private: Callable[[Target], bool]) -> RenamedHeadings:
    """What has become of the headings of a note that is the same but for private names, line by line."""
    now = {heading.line: heading for heading in after.headings}
    shown: dict[str, str] = {}
    for old in before.headings:
        new = now.get(old.line, old)
        for each in _telling(old, new, is_private):
            shown.setdefault(strip_heading(each), _SIGNS.sub(" ", new.text).strip())
    return RenamedHeadings(shown, {old.anchor: now.get(old.line, old).anchor for old in before.headings})


def _telling(old: Heading, new: Heading, is_private: Callable[[Target], bool]) -> tuple[str, ...]:
    """What a link may call the heading by that tells a private name.

    The app writes its links from the source, with the name of a link that has words of its own.
    """
    if new.text != old.text:
        return (old.text, old.source or old.text, old.anchor)
    return (old.source,) if old.source and links_private(old, is_private) else ()


def links_private(heading: Heading, is_private: Callable[[Target], bool]) -> bool:
    """Whether a wikilink in the heading leads to a private note."""
    links = BRACKETS.finditer(heading.source or "")
    return any(is_private(split_target(found[1])[0]) for found in links)


def renamed_link(
    renamed: Renamed, index: LinkIndex, origin: VaultPath, target: Target, words: str
) -> tuple[Target, str] | None:
    """What a link in `origin` to such a heading is to link, and its words; `None` of any other link.

    Words that the author chose stay; those of the heading, which the app writes in Markdown links and many
    tables of contents hold, do not.
    """
    if not renamed or not target.sections:
        return None
    match resolve(index, origin, target):
        case Found(path=path, anchor=anchor) | Ambiguous(chosen=path, anchor=anchor):
            headings = renamed.get(path)
        case _:
            return None
    if headings is None:
        return None
    sections = tuple(headings.shown.get(strip_heading(each), each) for each in target.sections)
    if sections == target.sections:
        return None
    place = headings.anchors.get(anchor) if anchor else None
    elsewhere = replace(target, sections=(place,) if place else sections)
    if not words:
        return elsewhere, words_for(replace(target, sections=sections))
    named = replace(target, name=target.name and stem(path))
    if strip_heading(words) == strip_heading(words_for(named)):
        return elsewhere, words_for(replace(named, sections=sections))
    return elsewhere, headings.shown.get(strip_heading(words), words)


def found_as_before(note: Note, before: tuple[Heading, ...]) -> Note:
    """The note, whose headings are found by what they said, too: nobody sees where a Markdown link leads."""
    old = {heading.line: heading for heading in before}

    def found(heading: Heading) -> Heading:
        was = old.get(heading.line, heading)
        return dataclasses.replace(heading, source=was.source if was.text == heading.text else was.text)

    return dataclasses.replace(note, headings=tuple(map(found, note.headings)))
