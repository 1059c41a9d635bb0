"""`[[Note]]`, `[[Note#Heading|words]]`: links by name. Where they lead is `RenderEnv.link`'s answer."""

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.link import Link, Target
from milepost.ofm.comment import is_cut, without_comments
from milepost.ofm.env import LinkTarget, env_of
from milepost.ofm.line import mark
from milepost.ofm.target import parse_target

__all__ = [
    "BRACKETS",
    "MISSING",
    "find_brackets",
    "link_tags",
    "linked_text",
    "split_target",
    "wikilink_plugin",
    "words_for",
]

BRACKETS = re.compile(r"\[\[(?!\[)((?:#\[\^[^\[\]|\n]+\](?=\]\])|(?!\[\[|\]\])[^\n])+)\]\]")
"""Both brackets and what is between them, at its end perhaps `#[^1]`; no line break and no `[[` inside."""

MISSING = 'title="does not exist yet"'
"""What the name of something that is not there says to who points at it, or has the page read aloud."""

# Written `\|` where a table would end the cell; seen outside tables too.
_BAR = re.compile(r"\\?\|")


def wikilink_plugin(md: MarkdownIt) -> None:
    """Recognise wikilinks and render them through `RenderEnv.link`."""
    md.inline.ruler.before("link", "wikilink", parse)
    md.add_render_rule("wikilink", render)


def split_target(inside: str) -> tuple[Target, str]:
    """The target between double brackets, and the words after the first `|`, "" if there are none."""
    target, *words = _BAR.split(inside, maxsplit=1)
    return parse_target(target), words[0].strip() if words else ""


def find_brackets(state: StateInline, at: int) -> tuple[str, int] | None:
    """What stands between double brackets at a place, comments aside, and where they end; `None` without any.

    Those that hold nothing are none, and those of which a comment takes the end.
    """
    found = BRACKETS.match(state.src, at, state.posMax)
    if not found or is_cut(state.src, at, found.end(), state.posMax):
        return None
    inside = without_comments(found[1]).strip()
    return (inside, found.end()) if inside else None


def parse(state: StateInline, silent: bool) -> bool:
    """Push a `wikilink` token that carries its `Link` and, as content, the words shown."""
    if state.src[state.pos] != "[":
        return False
    found = find_brackets(state, state.pos)
    if not found:
        return False
    inside, end = found
    if not silent:
        target, words = split_target(inside)
        token = state.push("wikilink", "a", 0)
        token.content = words or words_for(target) or inside
        token.meta["link"] = Link(target, words or None, "wikilink", line=0)
        mark(token, state.pos)
    state.pos = end
    return True


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The words, as a link if there is something to link to."""
    token = tokens[index]
    before, after = link_tags(env_of(env).link(token.meta["link"]), "wikilink")
    return before + escapeHtml(token.content) + after


def linked_text(text: str, link: Callable[[Link], LinkTarget]) -> str:
    """Plain text, in which only wikilinks are more than that, as HTML.

    A link to a private note leaves the words that its author put there for it, and not its name: nobody who
    writes a property thinks of it as text of the page.
    """
    html, at = "", 0
    for found in BRACKETS.finditer(text):
        target, words = split_target(found[1])
        goal = link(Link(target, words or None, "property", line=0))
        before, after = link_tags(goal, "wikilink")
        shown = words or ("" if goal.state == "hidden" else words_for(target))
        html += escapeHtml(text[at : found.start()]) + before + escapeHtml(shown) + after
        at = found.end()
    return html + escapeHtml(text[at:])


def link_tags(target: LinkTarget, name: str = "", title: str = "") -> tuple[str, str]:
    """What stands before and after a link's words; `name` is the class of links of this kind.

    `title` is what the author has it say to who points at it.

    found    `<a href>`
    missing  `<span>` that says so: a link that cannot be followed
    hidden   nothing: a private note leaves no trace
    """
    match target.state:
        case "found":
            kind = f' class="{name}"' if name else ""
            said = f' title="{escapeHtml(title)}"' if title else ""
            return f'<a{kind} href="{escapeHtml(target.href or "")}"{said}>', "</a>"
        case "missing":
            return (
                f'<span class="wikilink wikilink--missing" role="link" aria-disabled="true" {MISSING}>',
                "</span>",
            )
        case "hidden":
            return "", ""


def words_for(target: Target) -> str:
    """What a link to the target shows where its author has put no words."""
    return " > ".join(part for part in (target.name, *target.places) if part)
