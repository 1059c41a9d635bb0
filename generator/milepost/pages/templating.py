"""Page bodies from templates: escaped, with nothing undefined, their links relative to their page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from milepost.model.path import Anchor, PagePath, VaultPath, relative_url, slugify
from milepost.model.site import Site
from milepost.render.body import tag_anchor
from milepost.render.day import day_html
from milepost.roadmap.estimate import says_time
from milepost.roadmap.words import time_in_words

__all__ = ["Templates", "card_id"]

# What a reader sees for a status; an icon stands before it, so that colour says nothing alone.
_STATUS_WORDS: Mapping[str, str] = {"done": "Done", "partial": "Partial", "todo": "To do"}


def _day(value: date) -> Markup:
    return Markup(day_html(value))


def _environment() -> Environment:
    # The one read that this layer is allowed: its own templates, out of the package.
    environment = Environment(
        loader=PackageLoader("milepost.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {  # pyright: ignore[reportArgumentType]
        "hours": time_in_words,
        "day": _day,
        "says_time": says_time,
        "status_word": _STATUS_WORDS.__getitem__,
    }
    return environment


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of one site."""

    site: Site
    environment: Environment = field(default_factory=_environment)

    def render(self, template: str, page: PagePath, **values: object) -> str:
        """The body of a page at `page`. Strings are escaped unless they are `Markup`."""

        def url(path: VaultPath, anchor: Anchor | None = None) -> str:
            return relative_url(page, self.site.addresses[path], anchor)

        def page_url(goal: PagePath) -> str:
            return relative_url(page, goal)

        def tag_url(tag: str) -> str:
            return relative_url(page, self.site.tags, tag_anchor(tag))

        return self.environment.get_template(template).render(
            site=self.site, card_id=card_id, url=url, page_url=page_url, tag_url=tag_url, **values
        )


def card_id(address: PagePath) -> Anchor:
    """The id of an item's card on its phase's page, from the address of the item's own."""
    return Anchor(f"card-{slugify(address)}")
