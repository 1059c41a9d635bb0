"""What a construct may ask while it renders. It knows tokens and this, and nothing else."""

from collections.abc import Callable, MutableMapping
from typing import Any, Literal

from milepost.model.frozen import Frozen, field
from milepost.model.link import Embed, Link, Target
from milepost.model.problem import Code
from milepost.ofm.preamble import Command

__all__ = ["LinkTarget", "NoView", "RenderEnv", "env_of", "in_markdown_it"]

_KEY = "milepost"


class LinkTarget(Frozen):
    """Where a link leads, as far as its HTML needs to know."""

    href: str | None
    """Relative to the page being made, quoted; `None` where there is nothing to link to."""
    state: Literal["found", "missing", "hidden"]
    """"hidden" is a private note: its link becomes plain text without a mark."""


class NoView(Frozen):
    """Why words name no view of the roadmap, and what to write instead."""

    message: str
    hint: str


class RenderEnv(Frozen):
    """The questions a construct may ask; markdown-it's env carries it under one key.

    None of the callables raises. The defaults answer as an empty vault would.
    """

    link: Callable[[Link], LinkTarget] = lambda _: LinkTarget(None, "missing")
    is_private: Callable[[Target], bool] = lambda _: False
    """Whether a target is a private file, which no address may name, such as one of raw HTML."""
    embed: Callable[[Embed], str] = lambda _: ""
    """The finished HTML of an embed: an image, a note, a section, or the mark of a missing one."""
    tag: Callable[[str], str | None] = lambda _: None
    """The address of a tag's page, or `None` where tags have none."""
    value: Callable[[str, str], str | None] = lambda note, name: None
    """The text of a note's property, by the note's name ("" for this one) and the property's; `None` where
    there is none, "" where the note is private."""
    widget: Callable[[str], str | NoView] = lambda words: ""
    """The HTML of a view of the roadmap, "" where there is none to show."""
    base: Callable[[str, int], str] = lambda text, line: ""
    """The HTML of a base, by its YAML and the line of the file on which that begins."""
    report: Callable[[int, Code, str, str], None] = lambda line, code, message, hint: None
    """Takes the line in the file, the code, the message and the hint of a problem."""
    shows_remote_images: bool = True
    """Whether an image from another host is fetched by the reader's browser, or is a link to it."""
    cleans_html: bool = False
    """Whether HTML that the author writes is cleaned of all that could run or cover the page."""
    commands: tuple[Command, ...] = ()
    """The commands that formulas of every note may use, beside those that MathJax knows."""
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
