"""A page's HTML as the theme's search wants it: its sections, each with its title and its text.

What the theme's own plugin makes of a page, at a fraction of the cost, but formulas are said once, not in TeX
again; `data-search-exclude` leaves out an element and all that is in it.
"""

import re
from html import escape, unescape

from msgspec import Struct, field

__all__ = ["Section", "sections"]

# A closing tag's slash, a tag's name and attributes; nothing of a comment; a sign that begins neither.
# And the text behind it.
_TOKEN = re.compile(
    r"""(?:<(/?)([a-zA-Z][^\s/>]*)([^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>|<!--.*?-->|(<|\A(?!<)))([^<]*)""",
    re.DOTALL,
)
# Tags of which nothing is kept, half of all: to take them out first is soon done.
_PASSED_OVER = (
    r"(?:span|a|mark|strong|em|b|i|s|del|ins|u|small|kbd|abbr"
    r"|m[a-z]+|semantics|g|path|marker|svg|text|tspan)(?=[\s>/])"
)
_PLAIN_TAG = re.compile(rf"""</?{_PASSED_OVER}[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_EXCLUDED = "data-search-exclude"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_NEVER = frozenset({"annotation", "object", "script", "style"})
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
    words: _Words = field(default_factory=_Words)
    """Where words go now."""
    context: list[str] = field(default_factory=list[str])
    in_pre: int = 0
    """How many of the elements that are open keep their blanks."""
    hidden: int = 0
    """How deep the outermost element is that is left out, counted from 1; 0 outside of any."""

    def go_to(self, section: Section) -> None:
        """Have what follows belong to a section."""
        self.here = section
        self.words = section.title if section.tag in self.context else section.text

    def open(self, tag: str, rest: str) -> None:
        self.context.append(tag)
        is_excluded = _EXCLUDED in rest
        if tag in _HEADINGS and not self.hidden and (name := _ID.search(rest)):
            self._begin(tag, unescape(name[1] or name[2] or name[3] or ""), is_excluded=is_excluded)
        elif self.here is None:
            self._begin_page()
        elif tag in _HEADINGS:  # one without an id, which may be of the kind of its section's
            self.go_to(self.here)
        if tag == "pre":
            self.in_pre += 1
        if self.hidden:
            return
        if is_excluded or tag in _NEVER:
            self.hidden = len(self.context)
        elif tag in _KEPT:
            self.words.open(tag)

    def _begin_page(self) -> None:
        self.found.append(Section())
        self.go_to(self.found[-1])

    def _begin(self, tag: str, name: str, *, is_excluded: bool) -> None:
        depth = len(self.context)
        if tag != "h1" and not self.found:
            self.found.append(Section(depth=depth))
        self.found.append(Section(tag, name if self.found else "", depth, is_excluded))
        self.go_to(self.found[-1])

    def close(self, tag: str) -> None:
        if not self.context or self.context[-1] != tag:
            return
        depth = len(self.context)
        if self.here is not None and self.here.depth > depth:  # its heading stood in what ends here
            around = next((each for each in reversed(self.found) if each.depth <= depth), None)
            if around is not None:
                self.here.depth = float("inf")
                self.go_to(around)
        self.context.pop()
        if tag in _HEADINGS and self.here is not None:
            self.go_to(self.here)
        elif tag == "pre":
            self.in_pre -= 1
        if self.hidden:
            if self.hidden == depth:
                self.hidden = 0
        elif tag in _KEPT:
            self.words.close(tag)

    def read(self, text: str) -> None:
        if self.hidden:
            return
        if self.here is None:
            self._begin_page()
        is_blank = text.isspace()
        if not self.in_pre:
            text = " " if is_blank else text.replace("\n", " ")
        if is_blank and self.here and self.words is not self.here.title:
            self.words.space(text, always=self.in_pre > 0)
        else:
            self.words.add(escape(text, quote=False))


def sections(html: str) -> list[Section]:
    """The sections of a page that may be found."""
    reader = _Reader()
    if "<!--" not in html:  # within which tags are none
        bare = _PLAIN_TAG.sub("", html)
        if bare.count(_EXCLUDED) == html.count(_EXCLUDED):
            html = bare
    for slash, tag, rest, sign, text in _TOKEN.findall(html):
        if slash:
            reader.close(tag.lower())
        elif tag and (name := tag.lower()) not in _VOID:
            reader.open(name, rest)
            if rest.endswith("/"):
                reader.close(name)
        if sign:
            reader.read(sign)
        if text:
            reader.read(unescape(text) if "&" in text else text)
    return [each for each in reader.found if not each.is_excluded]
