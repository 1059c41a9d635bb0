"""A page's HTML as the theme's search wants it: its sections, each with its title and its text.

What the theme's own plugin makes of a page, at a fraction of the cost; `data-search-exclude` leaves out an
element and all that is in it.
"""

import re
from html import escape, unescape

from msgspec import Struct, field

__all__ = ["Section", "sections"]

# A closing tag's slash, a tag's name and attributes, else text; nothing of a comment.
_TOKEN = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>|<!--.*?-->|([^<]+|<)""", re.DOTALL
)
# Tags of which nothing is kept, half of all: to take them out first is soon done.
_PASSED_OVER = (
    r"(?:span|a|mark|strong|em|b|i|s|del|ins|u|small|kbd|abbr"
    r"|m[a-z]+|semantics|annotation|g|path|marker|svg|text|tspan)(?=[\s>/])"
)
_PLAIN_TAG = re.compile(rf"""</?{_PASSED_OVER}[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_EXCLUDED = "data-search-exclude"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_NEVER = frozenset({"object", "script", "style"})
_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)


class _Words(Struct):
    """Pieces of text and the tags that stay among them."""

    pieces: list[str] = field(default_factory=list[str])
    opened: dict[str, int] = field(default_factory=dict[str, int])
    """Where each tag stands first."""
    last: int = -1
    """Where the last piece stands that is no blank."""

    def add(self, piece: str) -> None:
        if not piece.isspace():
            self.last = len(self.pieces)
        self.pieces.append(piece)

    def open(self, tag: str) -> None:
        self.opened.setdefault(tag, len(self.pieces))
        self.add(f"<{tag}>")

    def close(self, tag: str) -> None:
        """The closing tag; of an element without words nothing is left."""
        first = self.opened.get(tag)
        if first is not None and self.last == first:
            del self.pieces[first:]
            self.opened = {each: at for each, at in self.opened.items() if at < first}
            blank = (at for at in range(first - 1, -1, -1) if not self.pieces[at].isspace())
            self.last = next(blank, -1)
        else:
            self.add(f"</{tag}>")

    def space(self, blank: str, *, always: bool) -> None:
        """Blanks, of which no two follow one another."""
        if always or not self.pieces or not self.pieces[-1].isspace():
            self.pieces.append(blank)

    def __str__(self) -> str:
        return "".join(self.pieces).strip()


class Section(Struct):
    """A heading with an id, and all up to the next; what comes before the first has neither."""

    tag: str = ""
    """The heading's, "" without one."""
    id: str = ""
    depth: float = 0
    """How many elements the heading stands in, itself among them."""
    is_excluded: bool = False
    title: _Words = field(default_factory=_Words)
    text: _Words = field(default_factory=_Words)


class _Reader(Struct):
    """Goes through a page's tokens."""

    found: list[Section] = field(default_factory=list[Section])
    here: Section | None = None
    context: list[str] = field(default_factory=list[str])
    hidden: int = 0
    """How deep the outermost element is that is left out, counted from 1; 0 outside of any."""

    def words(self) -> _Words:
        """Where words go now."""
        if self.here is None:
            self.here = Section()
            self.found.append(self.here)
        return self.here.title if self.here.tag in self.context else self.here.text

    def open(self, tag: str, rest: str) -> None:
        self.context.append(tag)
        is_excluded = _EXCLUDED in rest
        if tag in _HEADINGS and (name := _ID.search(rest)):
            self._begin(tag, unescape(name[1] or name[2] or name[3] or ""), is_excluded=is_excluded)
        words = self.words()
        if self.hidden:
            return
        if is_excluded or tag in _NEVER:
            self.hidden = len(self.context)
        elif tag in _KEPT:
            words.open(tag)

    def _begin(self, tag: str, name: str, *, is_excluded: bool) -> None:
        depth = len(self.context)
        if tag != "h1" and not self.found:
            self.found.append(Section(depth=depth))
        self.here = Section(tag, name if self.found else "", depth, is_excluded)
        self.found.append(self.here)

    def close(self, tag: str) -> None:
        if not self.context or self.context[-1] != tag:
            return
        depth = len(self.context)
        if self.here is not None and self.here.depth > depth:  # its heading stood in what ends here
            around = next((each for each in reversed(self.found) if each.depth <= depth), None)
            if around is not None:
                self.here.depth, self.here = float("inf"), around
        self.context.pop()
        if self.hidden:
            if self.hidden == depth:
                self.hidden = 0
        elif tag in _KEPT:
            self.words().close(tag)

    def read(self, text: str) -> None:
        if self.hidden:
            return
        words, is_pre = self.words(), "pre" in self.context
        if not is_pre:
            text = " " if text.isspace() else text.replace("\n", " ")
        if self.here is not None and words is self.here.title:
            words.add(escape(text, quote=False))
        elif text.isspace():
            words.space(text, always=is_pre)
        else:
            words.add(escape(text, quote=False))


def sections(html: str) -> list[Section]:
    """The sections of a page that may be found."""
    reader = _Reader()
    if "<!--" not in html:  # within which tags are none
        bare = _PLAIN_TAG.sub("", html)
        if bare.count(_EXCLUDED) == html.count(_EXCLUDED):
            html = bare
    for slash, tag, rest, text in _TOKEN.findall(html):
        if not tag:
            if text:
                reader.read(unescape(text) if "&" in text else text)
            continue
        tag = tag.lower()
        if slash:
            reader.close(tag)
        elif tag not in _VOID:
            reader.open(tag, rest)
            if rest.endswith("/"):
                reader.close(tag)
    return [each for each in reader.found if not each.is_excluded]
