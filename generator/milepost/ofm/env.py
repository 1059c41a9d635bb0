"""What a construct may ask while it renders. It knows tokens and this, and nothing else."""

from collections.abc import Callable, MutableMapping
from typing import Any, Literal

from milepost.model.frozen import Frozen, field
from milepost.model.link import Embed, Link
from milepost.model.problem import Code

__all__ = ["LinkTarget", "RenderEnv", "env_of", "in_markdown_it"]

_KEY = "milepost"


class LinkTarget(Frozen):
    """Where a link leads, as far as its HTML needs to know."""

    href: str | None
    """Relative to the page being made, quoted; `None` where there is nothing to link to."""
    state: Literal["found", "missing", "hidden"]
    """"hidden" is a private note: its link becomes plain text without a mark."""


def _no_link(link: Link) -> LinkTarget:
    return LinkTarget(None, "missing")


def _no_embed(embed: Embed) -> str:
    return ""


def _no_tag(tag: str) -> str | None:
    return None


def _no_value(note: str, name: str) -> str | None:
    return None


def _no_widget(words: str) -> str | None:
    return None


def _no_base(text: str, line: int) -> str:
    return ""


def _no_report(line: int, code: Code, message: str, hint: str) -> None:
    return None


class RenderEnv(Frozen):
    """The questions a construct may ask; markdown-it's env carries it under one key.

    None of the callables raises. The defaults answer as an empty vault would.
    """

    link: Callable[[Link], LinkTarget] = _no_link
    embed: Callable[[Embed], str] = _no_embed
    """The finished HTML of an embed: an image, a note, a section, or the mark of a missing one."""
    tag: Callable[[str], str | None] = _no_tag
    """The address of a tag's page, or `None` where tags have none."""
    value: Callable[[str, str], str | None] = _no_value
    """The text of a note's property, by the note's name ("" for this one) and the property's; `None` where
    there is none, "" where the note is private."""
    widget: Callable[[str], str | None] = _no_widget
    """The HTML of a view of the roadmap, "" where there is none to show; `None` for words that name none."""
    base: Callable[[str, int], str] = _no_base
    """The HTML of a base, by its YAML and the line of the file on which that begins."""
    report: Callable[[int, Code, str, str], None] = _no_report
    """Takes the line in the file, the code, the message and the hint of a problem."""
    shows_remote_images: bool = True
    """Whether an image from another host is fetched by the reader's browser, or is a link to it."""
    cleans_html: bool = False
    """Whether HTML that the author writes is cleaned of all that could run or cover the page."""
    first_line: int = 1
    """The line of the file on which the text begins; added to markdown-it's counts from 0."""
    id_prefix: str = ""
    """Put before every id in the output, so that an embedded note's do not clash with its host's."""
    state: dict[str, Any] = field(default_factory=dict[str, Any])
    """Scratch space of the constructs for one rendering, a key each."""


def in_markdown_it(env: RenderEnv) -> dict[str, Any]:
    """The env to give to markdown-it's `parse` and `render`."""
    return {_KEY: env}


def env_of(env: MutableMapping[str, Any]) -> RenderEnv:
    """The `RenderEnv` inside markdown-it's env; one that knows nothing where none was given."""
    found = env.get(_KEY)
    return found if isinstance(found, RenderEnv) else env.setdefault(_KEY, RenderEnv())
