"""The search box: which engine answers it, and what that engine knows."""

# Another plugin's index is as that plugin makes it.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import importlib.util
import json
import re
from collections.abc import Iterable
from typing import Any, Literal

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from milepost.io.search_index import can_index
from milepost.links.addresses import LATE_SEARCH_WORKER, SEARCH_WORKER
from milepost.model.cjk import CJK
from milepost.model.path import PagePath
from milepost.model.site import Site
from milepost.pages.search import has_much_cjk
from milepost.settings import Settings

__all__ = [
    "Engine",
    "add_entries",
    "boost_of",
    "choose_engine",
    "empty_index",
    "use_worker",
    "weigh_words",
    "worker_of",
]

_log = get_plugin_logger("milepost")

# The theme fetches its whole index; from here on that is more than 300 KB, compressed.
_MOST_FOR_MATERIAL = 800_000

# What the theme has a tag count, against 1,000 for a title: a note that has the tag would stand before the
# one that bears the name, and before the tag's own page.
_THEMES_WEIGHT_OF_TAGS = 1e6
_WEIGHT_OF_NAMES = 400.0
# Of the page of a tag or a kind, which stands after a note of that very name, and before those that have it.
_WEIGHT_OF_A_LIST = 0.8

# In the settings on each page: the address of the theme's search worker, and its place in `assets/`.
_WORKER = re.compile(r'("search": )"[^"]*?(?:assets/([^"]*))?"')

# The theme's index cuts texts where this fits, and finds a word by how it begins. By itself it cuts at spaces
# and hyphens alone: "(word" would not be found as "word", nor "#tag" as "tag", nor one of many Han together.
# Not at a slash: who looks for "#tag/below" means that tag alone.
_AT_A_STOP = r"""|[,;:!?=()\[\]{}"|_–—…“”„‘«»]+|\.(?!\d)|(?<=[\s(])'|&[lg]t;"""
_BEFORE_A_TAG = r"|#(?=\S)"
_AT_CJK = rf"|(?=[{CJK}])|(?<=[{CJK}])(?!\*)"

Engine = Literal["material", "pagefind"]


def choose_engine(settings: Settings, site: Site, config: MkDocsConfig) -> Engine | None:
    """Who serves the search box; `None` where the plugin `search` is not there to draw one."""
    if _plugin(config) is None:
        return None
    if settings.search != "auto":
        return settings.search
    size = sum(note.size for note in site.notes.values())
    # In Chinese and Japanese the theme's search finds single characters, but no words.
    if size <= _MOST_FOR_MATERIAL and not has_much_cjk(site):
        return "material"
    if can_index():
        return "pagefind"
    if size > _MOST_FOR_MATERIAL:
        _log.info("a first search of %.1f MB of notes is slow; pip install 'milepost[search]'", size / 1e6)
    return "material"


def weigh_words(config: MkDocsConfig) -> None:
    """Tell the theme's index, once, what tags weigh and where text without spaces may be cut."""
    plugin = _plugin(config)
    if plugin is None:
        return
    settings = plugin.search_index.config  # a copy, whose values are still the configuration's own
    weights = settings["fields"]["tags"]
    if weights["boost"] == _THEMES_WEIGHT_OF_TAGS:  # else the author has chosen another
        settings["fields"] = {**settings["fields"], "tags": {**weights, "boost": _WEIGHT_OF_NAMES}}
    settings["separator"] += _AT_A_STOP + _BEFORE_A_TAG
    if not _knows_words(settings["lang"]):
        settings["separator"] += _AT_CJK


def empty_index(config: MkDocsConfig) -> str:
    """The theme's index as its plugin would write it, without any entries."""
    return str(_plugin(config).search_index.generate_search_index(None))


def boost_of(site: Site) -> dict[PagePath, float]:
    """What weighs less, pages of tags and of kinds: who searches wants the notes."""
    return dict.fromkeys((*site.tag_pages.values(), *site.kind_pages.values()), _WEIGHT_OF_A_LIST)


def add_entries(config: MkDocsConfig, entries: Iterable[bytes]) -> None:
    """Put pages into the theme's index, each as JSON without brackets around."""
    if (plugin := _plugin(config)) is not None:
        plugin.search_index.entries += json.loads(b"[" + b",".join(filter(None, entries)) + b"]")


def worker_of(engine: Engine | None, *, is_alone: bool) -> PagePath | None:
    """The worker that answers in place of the theme's, which stays where others may add to its index."""
    if engine == "pagefind":
        return SEARCH_WORKER
    return LATE_SEARCH_WORKER if engine == "material" and is_alone else None


def use_worker(config_script: str, worker: str) -> Markup:
    """The theme's settings with another search worker, which the theme provides for.

    The worker is told by its fragment where the theme's is.
    """
    return Markup(_WORKER.sub(lambda found: f'{found[1]}"{worker}#{found[2] or ""}"', config_script))


def _plugin(config: MkDocsConfig) -> Any:
    """The theme's search plugin, `None` where it is not in use."""
    plugin: Any = config.plugins.get("material/search")
    return plugin if plugin is not None and plugin.config.enabled else None


def _knows_words(languages: Iterable[str]) -> bool:
    """Whether the theme tells words apart where no spaces do: for Japanese, and for Chinese with jieba."""
    return "ja" in languages or importlib.util.find_spec("jieba") is not None
