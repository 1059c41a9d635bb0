"""The plugin's options in `mkdocs.yml`, and what the engine needs to know of the rest of it."""

# MkDocs' option types leave their contents untyped; `Settings` checks them.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

import os
import re
from ipaddress import ip_address
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlsplit

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure import files as mkdocs_files
from mkdocs.structure.files import Files

from milepost.errors import SettingsError
from milepost.io.config import for_all_names, is_named
from milepost.links.addresses import ASSETS
from milepost.model.path import CACHE_FOLDER, VaultPath
from milepost.model.site import Host
from milepost.settings import Settings

__all__ = [
    "MilepostConfig",
    "check_epoch",
    "check_loopback",
    "check_neighbours",
    "host_of",
    "is_for_another",
    "is_named_here",
    "loaded_files",
    "match_all_names",
    "named_files",
    "project_of",
    "settings_of",
    "store_of",
]

# It becomes the time of MkDocs' packed sitemap, for which gzip has 32 bits.
_END_OF_TIME = 2**32
_SECONDS = re.compile("[0-9]{1,10}")

# What plugins do that cannot be beside ours, and what to do instead.
_UNABLE = {
    "material/blog": "makes pages of notes as they stand, comments and all; write `type: writeup` in posts",
    "encryptcontent": "leaves a page's words in lists, feeds and the search; write `publish: false` in notes",
    "i18n": "makes pages of notes as they stand, comments and all; build a site for each language",
    "obsidian-bridge": "reads the file of each page, which not all have; links are found without it",
}


def _option() -> options.Optional[object]:
    """Any value: what MkDocs says of a wrong type names a class of Python, and not what to write."""
    return options.Optional(options.Type(object))


class MilepostConfig(Config):
    """What stands below `milepost:`. MkDocs checks the names, `Settings` the values."""

    enabled = options.Type(bool, default=True)
    kinds = _option()
    statuses = _option()
    estimate_hours = _option()
    publish = _option()
    exclude = _option()
    publish_excluded = _option()
    preview_drafts = _option()
    private_names = _option()
    journal = _option()
    search = _option()
    cards = _option()
    graph = _option()
    previews = _option()
    unlinked_mentions = _option()
    remote_images = _option()
    sanitize = _option()
    evidence = _option()
    stale_after = _option()
    reviews = _option()
    shortcuts = _option()
    properties = _option()


def settings_of(config: MilepostConfig) -> Settings:
    """The engine's settings.

    Raises:
        PluginError: an option has a value that means nothing; MkDocs shows the sentence and ends.
    """
    given = {name: value for name, value in config.items() if name != "enabled"}
    try:
        return Settings.from_options(given)
    except SettingsError as error:
        raise PluginError(str(error)) from error


def project_of(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def store_of(config: MkDocsConfig) -> Path | None:
    """The project's own folder for what may be deleted; `None` where it would be published."""
    folder = project_of(config) / CACHE_FOLDER
    return None if folder.is_relative_to(Path(config.site_dir).resolve()) else folder


def host_of(config: MkDocsConfig, files: Files, *, is_preview: bool) -> Host:
    """What MkDocs knows of the site; what `exclude_docs` and `draft_docs` name stays out of it altogether."""
    patterns = [each for each in (config.exclude_docs, config.draft_docs) if each is not None]
    excluded = (file.src_uri for file in files if is_named(file.src_uri, patterns)) if patterns else ()
    url = config.site_url
    return Host(
        name=config.site_name,
        url=f"{url.rstrip('/')}/" if url else None,
        directory_urls=config.use_directory_urls,
        excluded=frozenset(VaultPath(normalize("NFC", path)) for path in excluded),
        is_preview=is_preview and _is_loopback(config),
    )


def check_epoch() -> None:
    """Look at SOURCE_DATE_EPOCH before MkDocs does, to whom a wrong one is no mistake but a traceback.

    Raises:
        PluginError: it is no time.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return
    if not (_SECONDS.fullmatch(given) and int(given) < _END_OF_TIME):
        reason = f"is {given!r}, not a number of seconds such as 1700000000"
        raise PluginError(f"the environment's SOURCE_DATE_EPOCH {reason}; mend it or unset it")


def _is_loopback(config: MkDocsConfig) -> bool:
    """Whether a preview can be seen on this machine alone."""
    host = str(config.dev_addr.host)
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def check_loopback(config: MkDocsConfig) -> None:
    """Make sure that a preview with drafts is seen by nobody else.

    Raises:
        PluginError: its address is one that others reach.
    """
    if not _is_loopback(config):
        host = config.dev_addr.host
        reason = (
            f"shows drafts, and others can reach the address {host}; serve on 127.0.0.1, or switch it off"
        )
        raise PluginError(f"mkdocs.yml, plugin milepost, option 'preview_drafts': {reason}")


def is_named_here(host: str) -> bool:
    """Whether a request's `Host` is a name that this machine alone has for itself."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or name.endswith(".localhost") or ip_address(name).is_loopback
    except ValueError:
        return False


def check_neighbours(config: MkDocsConfig) -> None:
    """Make sure that no other plugin is there beside which notes cannot stay private, or pages be made.

    Raises:
        PluginError: there is one.
    """
    for name, plugin in config.plugins.items():
        reason = _UNABLE.get(name.partition(" ")[0])  # a second one is called "material/blog #2"
        if reason is not None and plugin.config.get("enabled", True):
            raise PluginError(f"mkdocs.yml: take out the plugin {name}, which {reason}")
    rss = config.plugins.get("rss")
    if rss is not None and rss.config.get("enabled", True) and rss.config.get("match_path") == ".*":
        reason = "reads the file of each page, which not all have; write `match_path`, such as `Journal/.*`"
        raise PluginError(f"mkdocs.yml, plugin rss: {reason}")


def loaded_files(config: MkDocsConfig) -> frozenset[str]:
    """The files that `mkdocs.yml` itself puts on every page."""
    scripts = (str(getattr(script, "path", script)) for script in config.extra_javascript)
    pictures = (str(config.theme.get(name)) for name in ("logo", "favicon"))
    return frozenset((*config.extra_css, *scripts, *pictures))


def named_files(config: MkDocsConfig) -> frozenset[str]:
    """The files of the vault that go out because `mkdocs.yml` names them."""
    return loaded_files(config).difference(ASSETS).union(config.extra_templates)


def is_for_another(path: str) -> bool:
    """Whether a hidden file of the vault is there to tell another plugin what to do, such as `.nav.yml`."""
    *folders, name = path.split("/")
    return (
        name.startswith(".")
        and name.endswith((".yml", ".yaml"))
        and not any(folder.startswith(".") for folder in folders)
    )


def match_all_names(config: MkDocsConfig) -> None:
    """Let MkDocs' patterns for what it leaves out be asked of any file."""
    for name in ("exclude_docs", "draft_docs", "not_in_nav"):
        if (spec := config.get(name)) is not None:
            config[name] = for_all_names(spec)
    mkdocs_files._default_exclude = for_all_names(mkdocs_files._default_exclude)  # pyright: ignore[reportPrivateUsage]
