"""One link to a private note, or to a heading that holds its name: what stands in its place.

Words that the author chose for it are theirs to choose. The app writes the name again, as it does where links
hold folders, `[[Folder/Diary|Diary]]`, and where they are Markdown, `[Diary](Diary.md)`, or an alias by which
the note was found, `[[Diary|Alias]]`: these are none.
"""

import json
import re

from milepost.links.private_headings import Renamed, renamed_link
from milepost.links.resolve import resolve
from milepost.model.frozen import Frozen, replace
from milepost.model.link import Hidden, LinkIndex, Target
from milepost.model.path import VaultPath, is_canvas, name
from milepost.ofm.comment import without_comments
from milepost.ofm.markdown_link import is_external, vault_target
from milepost.ofm.value import VALUE
from milepost.ofm.wikilink import BRACKETS, split_target, words_for

__all__ = ["INSTEAD", "Private", "in_plain_words", "without_private_names"]

INSTEAD = "private note"
"""What stands instead of a name."""

# A Markdown link as the app writes it.
_ADDRESS = re.compile(
    r"(?<!!)\[([^\[\]\n]+)\]\((?:<([^<>\n]+)>|((?:[^\s()<>]|\([^\s()]*\))++))\)",
)
_NOTE = re.compile(r"\.md\Z", re.IGNORECASE)


class Private(Frozen):
    """What the links of one file say of private notes."""

    index: LinkIndex
    path: VaultPath
    renamed: Renamed | None = None
    """The headings that hold private names; `None` where names are kept."""

    def holds(self, target: Target) -> bool:
        """Whether the target is private."""
        return isinstance(resolve(self.index, self.path, target), Hidden)

    def elsewhere(self, target: Target, words: str = "") -> tuple[Target, str] | None:
        """What to link instead of a heading that told a name, and in which words; `None` of other links."""
        return renamed_link(self.renamed or {}, self.index, self.path, target, words)

    def chosen(self, target: Target, words: str) -> str:
        """The words of a link to a private note, "" where they are but a name of one again."""
        named = replace(target, name=_NOTE.sub("", name(VaultPath(target.name))))
        is_name = words in (named.name, words_for(named), str(named)) or self.holds(split_target(words)[0])
        return "" if is_name else words

    def instead_of(self, target: Target, words: str, bar: str = "|") -> str | None:
        """What stands instead of a link with these words, "" for none of its own; `None` if it may stay.

        A `bar` is put before words.
        """
        if self.holds(target):
            return None if self.chosen(target, words) else INSTEAD
        told = self.elsewhere(target, words)
        return f"[[{told[0]}{bar}{told[1]}]]" if told and told[1] != words else None

    def relinked(self, link: re.Match[str]) -> str:
        """What stands for a link of a property, of which words alone are shown where it is private."""
        target, words = split_target(link[1])
        if self.renamed is None:
            return link[0]
        if self.holds(target):
            return link[0] if self.chosen(target, words) else f"[[{target}]]"
        told = self.elsewhere(target, words)
        return f"[[{told[0]}|{told[1]}]]" if told else link[0]


def without_private_names(line: str, private: Private) -> tuple[str, list[tuple[str, str]]]:
    """The line of a note or canvas, and the links whose names it said, each with how to give it words.

    What it embeds is shown nowhere, but for the heading that it names.
    """
    told: list[tuple[str, str]] = []
    bar = "\\\\|" if is_canvas(private.path) else "\\|"  # as it is written in a table

    def wikilink(found: re.Match[str]) -> str:
        target, words = split_target(without_comments(in_plain_words(found[1])))
        instead = private.instead_of(target, words, bar)
        before = found.string[max(0, found.start() - 2) : found.start()]
        is_embed = before.endswith("!") and before != "\\!"
        if instead is None or (is_embed and instead == INSTEAD):
            return found[0]
        if not is_embed:
            told.append((f"[[{target}]]", f"[[{target}|words]]"))
        return instead

    def markdown_link(found: re.Match[str]) -> str:
        address = in_plain_words(found[2] or found[3])
        target = vault_target(address)
        words = in_plain_words(found[1])
        if is_external(address):
            return found[0]
        if private.holds(target):
            instead = found[0] if private.chosen(target, words) else INSTEAD
        else:
            _, shown = private.elsewhere(target, words) or (target, words)
            instead = found[0] if shown == words else found[0].replace(found[1], shown, 1)
        if instead != found[0]:
            told.append((f"[{words}]({address})", f"[words]({address})"))
        return instead

    def value(found: re.Match[str]) -> str:
        return "" if found[1] and private.holds(split_target(found[1])[0]) else found[0]

    if "`=" in line:
        line = VALUE.sub(value, line)
    if "[[" in line:
        line = BRACKETS.sub(wikilink, line)
    if "](" in line:
        line = _ADDRESS.sub(markdown_link, line)
    return line, told


def in_plain_words(written: str) -> str:
    """What a canvas, which is JSON, writes with escapes; a note's own text where it is no JSON."""
    try:
        return str(json.loads(f'"{written}"')) if "\\" in written else written
    except ValueError:
        return written
