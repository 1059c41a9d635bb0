"""Page bodies from templates: escaped, with nothing undefined, their links relative to their page."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from milepost.links.addresses import GRAPH_DATA
from milepost.links.graph import neighbours
from milepost.links.tags import tag_key
from milepost.model.frozen import Frozen, field
from milepost.model.path import Anchor, PagePath, VaultPath, slugify
from milepost.model.roadmap import Phase
from milepost.model.site import Site
from milepost.model.url import relative_url
from milepost.model.words import counted
from milepost.ofm.formula_words import with_formulas
from milepost.pages.baseline import baseline_text
from milepost.render.badge import badge_html
from milepost.render.bar import bar_html, counts_text
from milepost.render.burn_up import burn_up_html
from milepost.render.day import day_html
from milepost.render.figure import metric_text, number_text
from milepost.render.heat_map import heat_map_html
from milepost.render.next_up import next_up_html
from milepost.render.prerequisites import prerequisites_html
from milepost.render.status import STATUS_WORDS, status_html
from milepost.roadmap.estimate import says_time
from milepost.roadmap.words import expected, time_in_words

__all__ = ["Templates", "card_id", "keep_compiled"]

_CODE = re.compile(r"`([^`]+)`")

# XML 1.0, section 2.2: the characters that are none.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _day(value: date) -> Markup:
    return Markup(day_html(value))


def _seconds(value: float) -> str:
    """How long something took, in words.

    >>> _seconds(0.4), _seconds(27.3), _seconds(150)
    ('0.4 s', '27 s', '2 min 30 s')
    """
    if value < 10:
        return f"{value:.1f} s"
    minutes, seconds = divmod(round(value), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def _with_code(text: str) -> Markup:
    """Plain text as HTML, in which what stands between backticks is code.

    >>> _with_code("`a < b` & `c")
    Markup('<code>a &lt; b</code> &amp; `c')
    """
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def _xml_text(text: str) -> str:
    """The text without what no XML document may hold, not even escaped."""
    return _NOT_IN_XML.sub("", text)


def _markup(make: Callable[..., str]) -> Callable[..., Markup]:
    """The function, whose HTML a template takes as it is."""
    return lambda *given, **named: Markup(make(*given, **named))


_FILTERS: dict[str, Any] = {  # Jinja's own type names only the filters that it brings along
    "hours": time_in_words,
    "metric": metric_text,
    "number": number_text,
    "seconds": _seconds,
    "day": _day,
    "says_time": says_time,
    "status": _markup(status_html),
    "status_word": STATUS_WORDS.__getitem__,
    "with_code": _with_code,
    "with_formulas": with_formulas,
    "badge": _markup(badge_html),
    "bar": _markup(bar_html),
    "counts": counts_text,
    "baseline": baseline_text,
    "burn_up": _markup(burn_up_html),
    "heat_map": _markup(heat_map_html),
    "expected": expected,
    "counted": counted,
    "xml_text": _xml_text,
}


@cache  # what it compiles serves every site
def _environment() -> Environment:
    # The one read that this layer is allowed: its own templates, out of the package.
    environment = Environment(
        loader=PackageLoader("milepost.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(_FILTERS)
    # No page is told of what else Jinja brings along. Its type names all of that.
    environment.globals = {"range": range}  # pyright: ignore[reportAttributeAccessIssue]
    return environment


def keep_compiled(cache: BytecodeCache) -> None:
    """Let what becomes of templates be kept there."""
    _environment().bytecode_cache = cache


class _Here(Frozen):
    """A page, as the pieces of templates that all pages share are told of it.

    What they call are functions: of a method Jinja asks first, in vain, what it wants to be called with.
    """

    site: Site
    url: Callable[..., str]
    """The link to a note or file, or to a part of it."""
    page_url: Callable[[PagePath], str]
    """The link to a page."""
    tag_url: Callable[[str], str]
    """The link to the page of a tag."""
    has_neighbours: Callable[[VaultPath], bool]
    """Whether the graph has anything around a note."""
    graph_data: PagePath = GRAPH_DATA

    @classmethod
    def of(cls, page: PagePath, site: Site) -> "_Here":
        """What pieces are told of a page of a site."""

        def url(path: VaultPath, anchor: Anchor | None = None) -> str:
            return relative_url(page, site.addresses[path], anchor)

        def tag_url(tag: str) -> str:
            return relative_url(page, site.tag_pages.get(tag_key(tag), site.tags))

        def has_neighbours(path: VaultPath) -> bool:
            return any(each in site.notes for each in neighbours(site.graph, path))

        return cls(site, url, partial(relative_url, page), tag_url, has_neighbours)


class Templates(Frozen):
    """The templates of one site."""

    site: Site
    environment: Environment = field(default_factory=_environment)

    def render(self, template: str, page: PagePath, **values: object) -> str:
        """The body of a page at `page`. Strings are escaped unless they are `Markup`."""
        here = _Here.of(page, self.site)

        def prerequisites(phase: Phase) -> Markup:
            return Markup(prerequisites_html(self.site.roadmap, phase, here.url))

        def next_up() -> Markup:
            return Markup(next_up_html(self.site, here.url))

        return self.environment.get_template(template).render(
            site=self.site,
            card_id=card_id,
            here=here,
            url=here.url,
            page_url=here.page_url,
            tag_url=here.tag_url,
            prerequisites=prerequisites,
            next_up=next_up,
            **values,
        )


def card_id(address: PagePath) -> Anchor:
    """The id of an item's card on its phase's page, from the address of the item's own."""
    return Anchor(f"card-{slugify(address)}")
