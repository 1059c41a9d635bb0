"""Cleans the HTML that an author writes between the Markdown, where `RenderEnv.cleans_html` asks for it.

Markdown's own output needs no cleaning, since it escapes what it shows and links to no script. So only what
is left as HTML is cleaned, by a parser that knows HTML as browsers do. A tag that is open where a piece ends,
`<details>` above a list, say, stays open for the pieces that follow: each is read in the midst of those tags.
"""

from functools import cache
from typing import TYPE_CHECKING

from milepost.ofm.env import RenderEnv

__all__ = ["cleaned", "cleaned_whole", "closing_tags"]

if TYPE_CHECKING:
    import nh3

_OPEN = "raw_html"
# Nobody means more tags to be open at once; each of them would be read again with each piece.
_MOST_OPEN = 50
# Marks between a piece of HTML and the open tags around it, while both are cleaned together: private-use
# characters, taken out of the author's text beforehand.
_BEFORE, _AFTER = "\ue0f0", "\ue0f1"
_NO_MARKS = str.maketrans("", "", _BEFORE + _AFTER)


@cache
def _cleaner(*, shows_images: bool) -> "nh3.Cleaner":
    import nh3  # takes a while to load, and few sites have HTML cleaned

    # No `class`, `id` or `data-`: the theme's scripts go by them. No `style`: it can cover the page.
    return nh3.Cleaner(
        tags=nh3.ALLOWED_TAGS if shows_images else nh3.ALLOWED_TAGS - {"img"},
        attributes={
            **nh3.ALLOWED_ATTRIBUTES,
            "*": {"dir", "lang", "title"},
            "details": {"open"},
            "time": {"datetime"},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel=None,  # no link opens a window
    )


def closing_tags(env: RenderEnv) -> str:
    """What ends the tags that cleaned pieces have left open, so that nothing below the note is in them."""
    return "".join(f"</{name}>" for name in reversed(_open_tags(env)))


def cleaned_whole(content: str, *, shows_images: bool) -> str:
    """HTML that stands by itself, cleaned in the same way; images ask other hosts, and may be unwanted."""
    return _cleaner(shows_images=shows_images).clean(content.translate(_NO_MARKS))


def cleaned(env: RenderEnv, content: str) -> str:
    """The piece of HTML without what could run, or cover the page."""
    content = content.translate(_NO_MARKS)
    around = "".join(f"<{name}>" for name in _open_tags(env))
    cleaner = _cleaner(shows_images=True)
    before, _, rest = cleaner.clean(f"{around}{_BEFORE}{content}{_AFTER}").partition(_BEFORE)
    piece, after, closing = rest.partition(_AFTER)
    names = closing.removeprefix("</").removesuffix(">").split("></") if closing else []
    if before == around and after and len(names) <= _MOST_OPEN and all(name.isalnum() for name in names):
        env.state[_OPEN] = names[::-1]
        return piece
    return cleaner.clean(content)  # a mark was moved or dropped: then the piece is cleaned by itself


def _open_tags(env: RenderEnv) -> list[str]:
    """The names of the tags that are open, outermost first."""
    return env.state.get(_OPEN, [])
