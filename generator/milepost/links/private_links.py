"""One link to a private note, or to a heading that holds its name: what stands in its place.

Words that the author chose for it are theirs to choose. The app writes the name again, as it does where links
hold folders, `[[Folder/Diary|Diary]]`, and where they are Markdown, `[Diary](Diary.md)`, or an alias by which
the note was found, `[[Diary|Alias]]`: these are none, emphasised or not. A link that has words, and an embed,
lead to nobody instead, since code and HTML show where they lead.
"""

import json
import re
from bisect import bisect
from collections.abc import Mapping

from markdown_it.common.utils import normalizeReference

from milepost.links.private_headings import Renamed, renamed_link
from milepost.links.resolve import NOBODY, resolve
from milepost.model.frozen import Frozen, field, replace
from milepost.model.link import Hidden, LinkIndex, Target
from milepost.model.path import VaultPath, is_canvas, name
from milepost.ofm.comment import without_comments
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.markdown_link import is_external, vault_target
from milepost.ofm.obsidian_uri import uri_target
from milepost.ofm.parser import create_parser
from milepost.ofm.text import plain_text
from milepost.ofm.value import VALUE
from milepost.ofm.wikilink import BRACKETS, split_target, words_for

__all__ = [
    "DEFINITION",
    "INSTEAD",
    "Private",
    "addresses_in",
    "broken",
    "ends_of_lines",
    "in_plain_words",
    "target_of",
    "without_private_links",
    "without_private_names",
]

INSTEAD = "private note"
"""What stands instead of a name."""

_LABEL = r"(?:[^\[\]<]|<(?!obsidian:))++"
_ADDRESS = r"(?:<(?P<angled>[^<>\n]+)>|(?P<bare>(?:[^\s()<>]|\([^\s()]*\))++))"
_TITLE = r"""\\?"[^"\r\n]*"|'[^'\r\n]*'|\([^()\r\n]*\)"""
DEFINITION = re.compile(
    rf"(?:^|\\n)[ \t>]*+\[(?!\^)({_LABEL})\]:[ \t]*(?:<([^<>\n]+)>|([^\s<\"\\]+))", re.MULTILINE
)
"""A line of a note or of a card, which ends as JSON says it, that gives an address to links of a label."""
# A wikilink, perhaps with the address that makes a Markdown link of it elsewhere: `[[Diary]](Diary.md)`.
_WIKILINK = re.compile(rf"{BRACKETS.pattern}(?:\((?P<address>(?:[^\s()]|\([^\s()]*\))++)\))?")
# A Markdown link with an address or a label, which may be its words, or an address that is one by itself; and
# what defines a label, which is none.
_MARKDOWN = re.compile(
    rf"{DEFINITION.pattern}"
    rf"|(?P<embed>(?<!\\)!)?\[(?P<words>{_LABEL})\]"
    rf"(?:(?P<rest>\(\s*{_ADDRESS}(?:\s+(?:{_TITLE}))?\s*\))|\[(?P<label>{_LABEL})?\])?"
    r"|<(?P<uri>obsidian:[^<>\s]+)>",
    re.IGNORECASE | re.MULTILINE,
)
# The words of a wikilink, as they are written.
_WORDS = re.compile(r"(?<!\\)\\*+\|.*", re.DOTALL)
# Where a line ends, and with it what a quote begins each line with.
_LINE_END = r"(?:\r\n?|\n)"
_LINE = re.compile(_LINE_END)
_BREAK = re.compile(rf"{_LINE_END}[ \t>]*")
# What the app leaves out where it writes a link's words.
_ENDING = re.compile(r"\.(?:md|canvas|base)\Z", re.IGNORECASE)


class Private(Frozen):
    """What the links of one file say of private notes."""

    index: LinkIndex
    path: VaultPath
    renamed: Renamed | None = None
    """The headings that hold private names; `None` where names are kept."""
    addresses: Mapping[str, str] = field(default_factory=dict[str, str])
    """What links by a label lead to, as `addresses_in` finds them."""

    def holds(self, target: Target) -> bool:
        """Whether the target is private."""
        return isinstance(resolve(self.index, self.path, target), Hidden)

    def is_at(self, address: str) -> bool:
        """Whether what stands at an address is private."""
        target = target_of(address)
        return target is not None and self.holds(target)

    def elsewhere(self, target: Target, words: str = "") -> tuple[Target, str] | None:
        """What to link instead of a heading that told a name, and in which words; `None` of other links."""
        return renamed_link(self.renamed or {}, self.index, self.path, target, words)

    def chosen(self, target: Target, words: str) -> str:
        """The words of a link to a private note, "" where they are but a name of one again."""
        named = replace(target, name=_ENDING.sub("", name(VaultPath(target.name))))
        names = (named.name, words_for(named), str(named))
        is_name = any(each in names or self.holds(split_target(each)[0]) for each in {words, _drawn(words)})
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


def without_private_names(text: str, private: Private) -> tuple[str, list[tuple[int, str, str]]]:
    """The text of a note or canvas on as many lines, and the links whose names it said.

    With each of these its line, counted from 0, and how to give it words. What the text embeds is shown
    nowhere, but for the heading that it names.
    """
    told: list[tuple[int, str, str]] = []
    ends: list[int] = []  # of the lines of what is being searched
    bar = "\\\\|" if is_canvas(private.path) else "\\|"  # as it is written in a table

    def wikilink(found: re.Match[str]) -> str:
        inside, address = without_comments(found[1]), found["address"]
        target, words = split_target(in_plain_words(inside))
        is_private = private.holds(target)
        if not is_private and not private.renamed:  # so are most
            return found[0]
        instead = private.instead_of(target, words, bar)
        rest = f"({address})" if address and not private.is_at(address) else ""
        before = found.string[max(0, found.start() - 2) : found.start()]
        is_embed = before.endswith("!") and before != "\\!"
        if is_private and (is_embed or instead is None):
            own = _WORDS.search(inside)
            return f"[[{NOBODY}{own[0] if own else ''}]]{rest}"
        if instead is None:
            return found[0]
        if not is_embed:
            told.append((bisect(ends, found.start()), f"[[{target}]]", f"[[{target}|words]]"))
        return f"{instead}{rest}"

    def value(found: re.Match[str]) -> str:
        return "" if found[1] and private.holds(split_target(found[1])[0]) else found[0]

    if "`=" in text:
        text = VALUE.sub(value, text)
    if "[[" in text:
        ends = ends_of_lines(text)
        text = _WIKILINK.sub(wikilink, text)
    text, of_markdown = without_private_links(text, private)
    return text, [*told, *of_markdown]


def without_private_links(text: str, private: Private) -> tuple[str, list[tuple[int, str, str]]]:
    """The same of Markdown's links alone."""
    told: list[tuple[int, str, str]] = []
    ends: list[int] = []

    def link(found: re.Match[str]) -> str:
        words = _BREAK.sub(" ", in_plain_words(found["words"] or ""))
        label = found["label"] or found["words"]
        address = found["uri"] or in_plain_words(found["angled"] or found["bare"] or "")
        if private.addresses and label and not address:
            address = private.addresses.get(normalizeReference(label), "")
        target = target_of(address)
        if target is None:
            return found[0]
        rest = found["rest"] or (f"[{label}]" if label else f"({address})")
        instead: str | None = None
        if private.holds(target):
            if found["embed"] or private.chosen(target, words):
                address = f"({''.join(_BREAK.findall(rest))}{NOBODY})"
                return found[0].replace(rest, address) if found["rest"] else found[0]
            instead = broken(INSTEAD, found[0])
        elif private.renamed and not found["embed"]:
            drawn = _drawn(words)
            _, shown = private.elsewhere(target, drawn) or (target, drawn)
            instead = None if shown == drawn else f"[{broken(shown, found['words'] or '')}]{rest}"
        if instead is None:
            return found[0]
        written = " ".join(in_plain_words(found[0]).split())
        told.append((bisect(ends, found.start()), written, f"[words]{rest}"))
        return instead

    if private.addresses or "](" in text or "<obsidian:" in text.lower():
        ends = ends_of_lines(text)
        text = _MARKDOWN.sub(link, text)
    return text, told


def ends_of_lines(text: str) -> list[int]:
    """Where the lines of a text end: `bisect` tells by them how many are before a place."""
    return [each.end() for each in _LINE.finditer(text)]


def broken(words: str, written: str) -> str:
    """The words on as many lines as what was written in their place."""
    return words.replace(" ", "".join(_BREAK.findall(written)) or " ", 1)


def addresses_in(text: str) -> dict[str, str]:
    """Where links by a label lead in a note or canvas, `[words][label]`, by the labels; the first counts."""
    found: dict[str, str] = {}
    for each in DEFINITION.finditer(text) if "]:" in text else ():
        found.setdefault(normalizeReference(each[1]), in_plain_words(each[2] or each[3]))
    return found


def target_of(address: str) -> Target | None:
    """The file of the vault that an address means, `None` where it means none."""
    if not address:
        return None
    return uri_target(address) if is_external(address) else vault_target(address)


def _drawn(words: str) -> str:
    """A link's words without emphasis, code and other markup."""
    tokens = create_parser().parseInline(words, in_markdown_it(RenderEnv())) if words else []
    return plain_text(tokens[0].children or ()) if tokens else ""


def in_plain_words(written: str) -> str:
    """What a canvas, which is JSON, writes with escapes; a note's own text where it is no JSON."""
    try:
        return str(json.loads(f'"{written}"')) if "\\" in written else written
    except ValueError:
        return written
