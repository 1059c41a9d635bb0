"""The pictures of pages that have none of their own, for where their addresses are shared."""

# MkDocs leaves the types of a theme's options open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from milepost.errors import SettingsError
from milepost.io.cache import Kept
from milepost.io.share_card import PAPER, can_paint, paint, painter, read_faces
from milepost.io.workers import spread
from milepost.model.page import Page
from milepost.model.path import PagePath
from milepost.model.share_card import ShareCard
from milepost.render.canvas_color import legible
from milepost.render.share_card import lay_out
from milepost.settings import Settings
from milepost.workshop import Edition

__all__ = ["Painted", "accent_of", "draw_cards", "has_cards"]

_log = get_plugin_logger("milepost")

Painted = tuple[bytes | None, str]
"""A card as PNG, `None` where the font lacks letters of it; the characters that it lacks."""

# Material's colours, by the names that `palette` gives them.
_COLOURS: Mapping[str, str] = {
    "red": "#ef5552", "pink": "#e92063", "purple": "#ab47bd", "deep purple": "#7e56c2", "indigo": "#4051b5",
    "blue": "#2094f3", "light blue": "#02a6f2", "cyan": "#00bdd6", "teal": "#009485", "green": "#4cae4f",
    "light green": "#8bc34b", "lime": "#cbdc38", "yellow": "#ffec3d", "amber": "#ffc105", "orange": "#ffa724",
    "deep orange": "#ff6e42", "brown": "#795649", "grey": "#757575", "blue grey": "#546d78",
}  # fmt: skip
_OURS = "#1a7f5a"
_LEAST_CONTRAST = 4.5
"""Of words in the accent, as WCAG 2.2 asks of them."""

_MOST_NAMED = 3


def has_cards(settings: Settings, config: MkDocsConfig, command: str) -> bool:
    """Whether cards are drawn: not in a preview, and not where nobody knows the address that they would have.

    Raises:
        SettingsError: they are asked for, and Pillow is not installed.
    """
    if settings.cards is True and not can_paint():
        raise SettingsError("cards", "is true, and Pillow is not installed; pip install 'milepost[cards]'")
    if command == "serve" or settings.cards is False or not can_paint():
        return False
    if settings.cards is True and not config.site_url:
        _log.warning("mkdocs.yml: `cards` needs `site_url`: a card is asked for by its full address")
    return bool(config.site_url)


def draw_cards(edition: Edition, config: MkDocsConfig, kept: Kept[Painted]) -> dict[PagePath, bytes]:
    """The cards by their pages, of which those are `kept` that would be the same."""
    colour, brush = accent_of(config), painter()
    wanted = {page.path: (page, card) for page, card in _cards(edition)}
    keys = {path: repr((card, colour, brush)) for path, (_, card) in wanted.items()}
    kept.retain(keys)
    due = [path for path, key in keys.items() if kept.get(path, key) is None]
    painted = spread(partial(_paint, accent=colour), [wanted[path][1] for path in due])
    for path, made in zip(due, painted, strict=True):
        kept.put(path, keys[path], made)
    found = {path: kept.rows()[path][1] for path in wanted}
    _report([(wanted[path][0], *made) for path, made in found.items() if made[1]])
    return {path: data for path, (data, _) in found.items() if data is not None}


def accent_of(config: MkDocsConfig) -> str:
    """The theme's primary colour; its accent where that is black or white; ours where it names neither.

    As "#rrggbb", and so dark that words in it can be read.
    """
    palette: Any = config.theme.get("palette")
    first: Any = palette[0] if isinstance(palette, list) and palette else palette
    given = [first.get("primary"), first.get("accent")] if isinstance(first, dict) else []
    names = (str(name).replace("-", " ") for name in given)
    colour = next((_COLOURS[name] for name in names if name in _COLOURS), _OURS)
    return legible(colour, PAPER, _LEAST_CONTRAST)


def _cards(edition: Edition) -> Iterator[tuple[Page, ShareCard]]:
    for sheet in edition.sheets.values():
        if sheet.page.card is not None and not sheet.page.image:
            yield sheet.page, sheet.page.card


def _paint(card: ShareCard, accent: str) -> Painted:
    sketch, lacking = lay_out(card, read_faces())
    return (paint(sketch, accent) if sketch else None), lacking


def _report(lacking: list[tuple[Page, bytes | None, str]]) -> None:
    """Say what the font could not."""
    for is_drawn, words in (
        (False, "no share card, for its font lacks letters of the title or of `site_name`"),
        (True, "characters are left out of the share card, for its font lacks them"),
    ):
        found = [(page, characters) for page, data, characters in lacking if (data is not None) is is_drawn]
        named = [f"{page.source or page.title} ({characters[:_MOST_NAMED]})" for page, characters in found]
        if len(named) > _MOST_NAMED:
            named[_MOST_NAMED:] = [f"and {len(named) - _MOST_NAMED} more"]
        if named:
            _log.info("%s: %s", words, ", ".join(named))
