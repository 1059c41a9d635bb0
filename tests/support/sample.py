"""The sample journal's items as their notes have them, read without Milepost."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter

__all__ = ["SampleItem", "sample_items"]

_TASK = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+\[.\]\s+(.*)$", re.MULTILINE)
_WEB_LINK = re.compile(r"\]\((https?://[^)\s]+)\)")
_LINK_TARGET = re.compile(r"(?<=\[\[)[^\]|]*\|")
# Words and spaces only, away from anything that Markdown could change.
_PLAIN = re.compile(r"(?<![\w$\[`*=|(/])[A-Za-z][A-Za-z ]{8,}[a-z](?![\w$\]`*=|)/])")


@dataclass(frozen=True, slots=True)
class SampleItem:
    """What a reader must find of one item."""

    title: str
    kind: str
    status: str
    steps: tuple[str, ...]
    """For each step, a stretch of plain words in it."""
    plan: tuple[str, ...]
    """Such stretches from the practice plan."""
    resources: tuple[str, ...]
    """Addresses."""


def sample_items(folder: Path) -> list[SampleItem]:
    """The items among the notes of one folder."""
    posts = [frontmatter.load(str(file)) for file in folder.glob("*.md")]
    return [_item(post.metadata, post.content) for post in posts if post.metadata.get("type") == "item"]


def _item(properties: dict[str, Any], body: str) -> SampleItem:
    text = _LINK_TARGET.sub("", body)
    plan, _, rest = text.partition("\n## Steps")
    return SampleItem(
        title=properties["title"],
        kind=properties["kind"],
        status=properties["status"],
        steps=tuple(words[0] for step in _TASK.findall(rest) if (words := _PLAIN.findall(step))),
        plan=tuple(_PLAIN.findall(plan)),
        resources=tuple(_WEB_LINK.findall(rest)),
    )
