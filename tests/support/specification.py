"""The examples of a Markdown specification, and HTML in the form in which its own test tool compares it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

__all__ = ["Example", "normalised", "read_examples"]

_PART = re.compile(
    r"^#{1,6} (?P<section>.*)$"
    r"|^`{32} example.*\n(?P<markdown>[\s\S]*?)^\.\n(?P<html>[\s\S]*?)^`{32}$",
    re.MULTILINE,
)
# As in normalize.py of the CommonMark project.
_BLOCK_NAMES = """
    article header aside hgroup blockquote hr iframe body li map button object canvas ol caption output col p
    colgroup pre dd progress div section dl table td dt tbody embed textarea fieldset tfoot figcaption th
    figure thead footer tr form ul h1 h2 h3 h4 h5 h6 video script style
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a specification."""

    number: int
    """Counted from 1 in its file."""
    section: str
    markdown: str
    html: str

    @property
    def id(self) -> str:
        """The test's id: "12-tabs"."""
        return f"{self.number}-{re.sub(r'[^a-z0-9]+', '-', self.section.lower()).strip('-')}"


def read_examples(file: Path) -> Iterator[Example]:
    """The examples of a specification in the format of CommonMark's, in order."""
    section, number = "", 0
    for part in _PART.finditer(file.read_text(encoding="utf-8")):
        if part["section"] is not None:
            section = part["section"].strip()
            continue
        number += 1
        markdown, html = (part[name].replace("→", "\t") for name in ("markdown", "html"))
        yield Example(number, section, markdown, html)


def normalised(html: str) -> str:
    """HTML without what says nothing: spaces around blocks, order of attributes, what only styles use."""
    reader = _Normaliser()
    reader.feed(html)
    reader.close()
    return reader.output.strip()


# What two writers of the same struck words say differently.
_SAME_TAG = {"s": "del"}
_SAYING = "href src alt title start align type checked disabled colspan rowspan open"
_MEANING = frozenset(_SAYING.split())
_HOLDERS = frozenset({"div", "span"})


class _Normaliser(HTMLParser):
    """Rewrites what it reads; follows CommonMark's own normalize.py."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.output = ""
        self.after = "start"
        self.tag = ""
        self.pre = 0

    def handle_data(self, data: str) -> None:
        after_tag = self.after in ("start", "end")
        if after_tag and self.tag == "br":
            data = data.lstrip("\n")
        if not self.pre:
            data = _SPACES.sub(" ", data)
            if after_tag and self.tag in _BLOCKS:
                data = data.lstrip() if self.after == "start" else data.strip()
        self.output += escape(data)
        self.after = "data"

    def handle_entityref(self, name: str) -> None:
        self._character(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._character(f"&#{name};")

    def _character(self, reference: str) -> None:
        self.output += escape(unescape(reference))
        self.after = "data"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HOLDERS:
            return
        if tag == "pre":
            self.pre += 1
        if tag in _BLOCKS:
            self.output = self.output.rstrip()
        words = "".join(f' {key}="{escape(value or "")}"' for key, value in sorted(_meaning(attrs), key=str))
        self.output += f"<{_SAME_TAG.get(tag, tag)}{words}>"
        self.tag, self.after = tag, "start"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.after = "end"

    def handle_endtag(self, tag: str) -> None:
        if tag in _HOLDERS:
            return
        if tag == "pre":
            self.pre = max(0, self.pre - 1)
        elif tag in _BLOCKS:
            self.output = self.output.rstrip()
        self.output += f"</{_SAME_TAG.get(tag, tag)}>"
        self.tag, self.after = tag, "end"

    def handle_comment(self, data: str) -> None:
        self._as_written(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._as_written(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self._as_written(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self._as_written(f"<?{data}>")

    def _as_written(self, text: str) -> None:
        self.output += text
        self.after = "comment"


def _meaning(attrs: list[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    """The attributes that say something, an alignment by style as the attribute that says the same."""
    for key, value in attrs:
        if key == "style" and value and value.startswith("text-align:"):
            yield "align", value.removeprefix("text-align:").strip(" ;")
        elif key in _MEANING:
            yield key, value
