"""Links to headings that hold a private note's name: `[[Note#With Diary]]`, to `## With [[Diary]]`."""

import dataclasses
import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt

from milepost.links.graph import destination
from milepost.links.outline import strip_heading
from milepost.model.frozen import replace
from milepost.model.link import LinkIndex, Target
from milepost.model.note import Heading, Note
from milepost.model.path import VaultPath
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.wikilink import BRACKETS, split_target

__all__ = ["Renamed", "found_as_before", "renamed_headings", "renamed_target"]

Renamed = Mapping[VaultPath, Mapping[str, str]]
"""Of each note how its headings are linked without private names, by how they are compared with these."""

# What no link's heading may hold as it is, nor the JSON of a canvas.
_SIGNS = re.compile(r"[\s#|^\[\]%\"\\]+")


def renamed_headings(
    note: Note, is_private: Callable[[Target], bool], without_names: Callable[[str], str], parser: MarkdownIt
) -> Mapping[str, str]:
    """Of `Renamed` the note's part: those of its headings that hold a link to a private note."""
    renamed: dict[str, str] = {}
    for heading in note.headings:
        source = (heading.source or "").replace("\n", " ")
        plain = without_names(source)
        links = (split_target(found[1])[0] for found in BRACKETS.finditer(source))
        if plain == source and not any(map(is_private, links)):
            continue
        tokens = parser.parse(f"# {plain}", in_markdown_it(RenderEnv()))
        shown = str(tokens[0].meta["text"])
        # The app writes its links from the source, with the name of a link that has words of its own.
        spellings = (source,) if shown == heading.text else (source, heading.text, heading.anchor)
        for each in spellings:
            renamed.setdefault(strip_heading(each), _SIGNS.sub(" ", shown).strip())
    return renamed


def renamed_target(renamed: Renamed, index: LinkIndex, origin: VaultPath, target: Target) -> Target:
    """The target of a link in the note or canvas `origin`, without private names in its headings."""
    path = destination(index, origin, target) if renamed and target.sections else None
    if path is None or path not in renamed:
        return target
    names = renamed[path]
    return replace(target, sections=tuple(names.get(strip_heading(each), each) for each in target.sections))


def found_as_before(note: Note, before: tuple[Heading, ...]) -> Note:
    """The note, whose headings are found by what they said, too: nobody sees where a Markdown link leads."""
    texts = {heading.line: heading.text for heading in before}
    headings = tuple(
        each if texts.get(each.line) == each.text else dataclasses.replace(each, source=texts.get(each.line))
        for each in note.headings
    )
    return dataclasses.replace(note, headings=headings)
