"""Finding the project that a command is run in: its `mkdocs.yml`, vault and options."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast
from unicodedata import normalize

import yaml
from pathspec import GitIgnoreSpec
from yaml_env_tag import construct_env_tag  # pyright: ignore[reportMissingTypeStubs]

from milepost.errors import ProjectError, VaultError
from milepost.model.frozen import Frozen, field
from milepost.model.path import CACHE_FOLDER, VaultPath, spellings
from milepost.model.site import Host

__all__ = ["Project", "find_project", "for_all_names", "is_named"]


class Project(Frozen):
    """Where a command works."""

    root: Path
    """The folder of `mkdocs.yml`; the vault's parent where there is none."""
    vault: Path
    options: Mapping[str, object] = field(default_factory=dict[str, object])
    """What `mkdocs.yml` says below the plugin `milepost`."""
    host: Host = field(default_factory=lambda: Host(""))
    """What `mkdocs.yml` says of the site."""
    words: tuple[str, ...] = ()
    """What `mkdocs.yml` has every page say: the site's name, description, author and copyright."""
    named: frozenset[VaultPath] = frozenset()
    """The files of the vault that go out because `mkdocs.yml` names them."""
    store: Path | None = None
    """The folder for what may be deleted; `None` where there is no `mkdocs.yml`, beside which it would be."""


class _Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml` as data: tags that name code mean nothing here, `!ENV` what it means to MkDocs."""


def _plain(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return node.value


# PyYAML's stubs leave these methods untyped.
_Loader.add_constructor("!ENV", construct_env_tag)  # pyright: ignore[reportUnknownMemberType]
_Loader.add_multi_constructor("!", _plain)  # pyright: ignore[reportUnknownMemberType]
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _plain)  # pyright: ignore[reportUnknownMemberType]


def find_project(start: Path, vault: Path | None = None) -> Project:
    """The project around the folder `start`: the nearest `mkdocs.yml` there or above.

    `vault` wins over the file's `docs_dir`; the file's options then count only if its vault is that one.

    Raises:
        VaultError: no vault is given and no `mkdocs.yml` names one, or the vault does not exist.
        ProjectError: `mkdocs.yml` cannot be read.
    """
    origin = (vault or start).absolute()
    for folder in (origin, *origin.parents):
        file = folder / "mkdocs.yml"
        if file.is_file():
            project = _read(file)
            if vault is None or _is_same(project.vault, vault):
                return _existing(project)
            break
    if vault is None:
        raise VaultError(str(start), "no mkdocs.yml here or above; give the vault with --vault DIR")
    parent = vault.absolute().parent
    return _existing(Project(parent, vault, host=Host(parent.name)))


def _is_same(one: Path, other: Path) -> bool:
    """Whether both are one folder, though macOS and Windows know it in upper case and in lower."""
    try:
        return one.samefile(other)
    except OSError:  # one is not there
        return False


def _existing(project: Project) -> Project:
    if not project.vault.is_dir():
        hint = "give the vault with --vault DIR, or docs_dir in mkdocs.yml"
        raise VaultError(str(project.vault), f"there is no such folder; {hint}")
    return project


def _read(file: Path) -> Project:
    try:
        loaded: object = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # a safe loader
    except OSError as error:
        raise ProjectError(str(file), 1, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ProjectError(str(file), 1, "is not UTF-8; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ProjectError(str(file), line, f"is not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError) as error:  # a control character, a date such as 2026-02-31
        raise ProjectError(str(file), 1, f"is not valid YAML: {' '.join(str(error).split())}") from error
    config = cast("dict[str, Any]", loaded) if isinstance(loaded, dict) else {}
    docs_dir = config.get("docs_dir", "docs")
    said = (config.get(f"site_{field}") for field in ("name", "description", "author"))
    words = tuple(str(each) for each in (*said, config.get("copyright")) if each)
    # Without "..", as MkDocs spells it: by that name a build keeps files, which another would make new ones.
    vault = Path(os.path.normpath(file.parent / str(docs_dir)))
    options, host = _plugin_options(config.get("plugins")), _host(file, vault, config)
    return Project(file.parent, vault, options, host, words, _named(config), file.parent / CACHE_FOLDER)


def _host(file: Path, vault: Path, config: Mapping[str, object]) -> Host:
    """The site as MkDocs knows it: what it is told to leave out, or to keep as a draft, is no part of it."""
    url = config.get("site_url")
    patterns = [str(config[name]) for name in ("exclude_docs", "draft_docs") if config.get(name)]
    try:
        specs = [for_all_names(GitIgnoreSpec.from_lines(each.splitlines())) for each in patterns]
    except ValueError as error:
        raise ProjectError(
            str(file), 1, f"a pattern of exclude_docs or draft_docs is wrong: {error}"
        ) from error
    places = (each.relative_to(vault).as_posix() for each in vault.rglob("*")) if specs else ()
    return Host(
        name=str(config.get("site_name") or file.parent.name),
        url=f"{str(url).rstrip('/')}/" if url else None,
        directory_urls=config.get("use_directory_urls") is not False,
        excluded=frozenset(VaultPath(normalize("NFC", place)) for place in places if is_named(place, specs)),
    )


def _named(config: Mapping[str, object]) -> frozenset[VaultPath]:
    """Styles, scripts, templates and the theme's pictures; any may be another host's, or the theme's own."""
    pictures = [_below(config.get("theme"), name) for name in ("logo", "favicon")]
    lists = [config.get(f"extra_{kind}") for kind in ("css", "javascript", "templates")]
    files = [each for listed in lists if isinstance(listed, list) for each in cast("list[object]", listed)]
    paths = [_below(each, "path") or each for each in (*pictures, *files)]
    return frozenset(VaultPath(normalize("NFC", path)) for path in paths if isinstance(path, str))


def _below(value: object, name: str) -> object:
    """What a mapping has by this name; `None` of anything else."""
    return cast("Mapping[str, object]", value).get(name) if isinstance(value, dict) else None


def is_named(place: str, specs: Iterable[GitIgnoreSpec]) -> bool:
    """Whether one of the patterns names a file, in whichever form the accents of either are stored."""
    return any(spec.match_file(each) for spec in specs for each in spellings(place))


def for_all_names(spec: GitIgnoreSpec) -> GitIgnoreSpec:
    """The patterns, fit for names of files that are no UTF-8.

    Where RE2 is installed, which formulas need, `pathspec` leaves the work to it: RE2 takes no such names.
    """
    if not hasattr(spec, "_backend_name"):  # a version that knows of none
        return spec
    return GitIgnoreSpec(spec.patterns, backend="simple")


def _plugin_options(plugins: object) -> Mapping[str, object]:
    """The options of the plugin, whether `plugins` is a list or a mapping."""
    entries = cast("list[object]", plugins) if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict):
            options = cast("dict[str, object]", entry).get("milepost")
            if isinstance(options, dict):
                return cast("dict[str, object]", options)
    return {}
