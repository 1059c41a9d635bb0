"""What of the vault and of the author's navigation MkDocs may have at all."""

# MkDocs leaves the types of `nav` and the like open.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from collections.abc import Container
from pathlib import Path
from posixpath import normpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from milepost.build import load_site
from milepost.disk import is_regular
from milepost.model.path import spellings
from milepost.plugin.config import host_of, is_for_another, named_files
from milepost.plugin.files import theme_files
from milepost.plugin.nav import listed_in, renamed
from milepost.settings import Settings

__all__ = ["only_public", "public_nav", "without_vault"]

_log = get_plugin_logger("milepost")


def only_public(files: Files, config: MkDocsConfig, settings: Settings) -> Files:
    """What MkDocs may render by itself: what is private stays so, drafts too, which it could not mark.

    Raises:
        VaultError: the vault cannot be read.
    """
    site = load_site(config.docs_dir, settings, host_of(config, files, is_preview=False))
    public = Files(without_vault(files, named_files(config) | {*site.notes, *site.attachments}, config))
    config.nav = public_nav(config.nav, public.src_uris, config)
    return public


def public_nav(nav: object, shown: Container[str], config: MkDocsConfig) -> Any:
    """The author's navigation without what it names of the vault that is not shown: every page would name it.

    A file is found in whichever form its accents are stored. What is not there is for MkDocs to report.
    """
    names: dict[str, str | None] = {}
    for path in listed_in(nav):
        page, mark, part = path.partition("#")
        place = normpath(page).lstrip("/")
        found = next((each for each in spellings(place) if each in shown), None)
        if found is not None and found != place:
            names[path] = f"{found}{mark}{part}"
        elif found is None and any(is_regular(Path(config.docs_dir, each)) for each in spellings(place)):
            names[path] = None
    where = Path(config.config_file_path).name
    for path in sorted(path for path, name in names.items() if name is None):
        hint = "take it out, or publish the file"
        _log.warning("%s: nav names %s, which is private; it is left out; %s", where, path, hint)
    return renamed(nav, names) if names else nav


def without_vault(files: Files, wanted: frozenset[str], config: MkDocsConfig) -> list[File]:
    """The files that are not the vault's, and of the vault's those that are wanted.

    What tells other plugins what to do stays, and MkDocs does not publish it.
    """
    dropped = {
        file.src_uri: file
        for file in files
        if file.src_dir == config.docs_dir
        and wanted.isdisjoint(spellings(file.src_uri))
        and not (file.inclusion.is_excluded() and is_for_another(file.src_uri))
    }
    kept = [file for file in files if file.src_uri not in dropped]
    return [*kept, *theme_files(dropped.values(), config)]
