"""What to take next, as a list."""

from collections.abc import Callable
from html import escape

from milepost.model.path import VaultPath
from milepost.model.roadmap import Item, Status
from milepost.model.site import Site
from milepost.render.status import status_html
from milepost.roadmap.words import time_in_words

__all__ = ["effort_text", "next_up_html"]


def next_up_html(site: Site, url: Callable[[VaultPath], str]) -> str:
    """Each item with its effort and why it comes next; "" where nothing is left. `url` gives links."""
    items = {item.path: item for item in site.roadmap.items}
    entries: list[str] = []
    for advice in site.outlook.next_up:
        item = items[advice.item]
        words = effort_text(item)
        effort = f'<span class="mp-quiet">{words}</span>' if words else ""
        reasons = escape("; ".join(advice.reasons))
        reasons = reasons[:1].upper() + reasons[1:]
        entries.append(
            f'<li><a href="{escape(url(item.path))}">{escape(item.title)}</a> '
            f'<span class="mp-facts">{status_html(item.status)}{effort}</span><p>{reasons}</p></li>'
        )
    return f'<ol class="mp-next">{"".join(entries)}</ol>\n' if entries else ""


def effort_text(item: Item) -> str:
    """The time that the item still takes, in words; "" where nothing says it or nothing is left."""
    left = item.minutes and item.minutes * (2 - item.status.halves)
    still = "left" if item.status is Status.PARTIAL else "estimated"
    return f"{time_in_words(left)} {still}" if left else ""
