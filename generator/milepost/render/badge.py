"""How far to trust an experiment, in a word."""

from collections.abc import Mapping
from html import escape

__all__ = ["badge_html"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "small": ("small run", "Run with small parameters: quick, and not the last word"),
    "full": ("full run", "Run with the full parameters"),
    "stale": ("stale", "It, or what it is made from, has changed since it ran"),
    "drifted": ("drifted", "The machine, a library or the model has changed since it ran"),
    "failed": ("failed", "The last run did not end well, or one of its checks failed"),
}


def badge_html(name: str) -> str:
    """One of a run's badges, with what it means where somebody points at it.

    >>> badge_html("full")
    '<span class="mp-badge mp-badge--full" title="Run with the full parameters">full run</span>'
    """
    words, meaning = _WORDS.get(name, (name, ""))
    title = f' title="{meaning}"' if meaning else ""
    return f'<span class="mp-badge mp-badge--{escape(name)}"{title}>{escape(words)}</span>'
