"""A journal of one's own for tests: a folder with `mkdocs.yml` and a vault, built by the real MkDocs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

from support.html import read_meta
from support.tree import tree_of

__all__ = ["ROOT", "Project", "build", "sample_project"]

ROOT = Path(__file__).parents[2]
"""The repository's own folder, where the sample journal is."""


def build(root: Path, site: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """What `mkdocs build` in `root` came to, with its talk, both streams together, in `stdout`.

    A `PYTHONPATH` is looked at before that of the tests: the code under test stays the same.
    """
    paths = (env.get("PYTHONPATH"), os.environ.get("PYTHONPATH"))
    env["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site), *arguments]
    return subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def sample_project(root: Path) -> "Project":
    """A copy in `root` of the journal that this repository publishes."""
    shutil.copytree(ROOT / "vault", root / "vault")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return Project(root)


@dataclass(frozen=True, slots=True)
class Project:
    """A project in a temporary folder."""

    root: Path

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    @property
    def site(self) -> Path:
        return self.root / "site"

    def configure(self, milepost: Mapping[str, Any] | None = None, **options: Any) -> "Project":
        """Write `mkdocs.yml`: Material, our plugin with the options `milepost`, and `options` beside them."""
        config = {
            "site_name": "Test",
            "docs_dir": "vault",
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"milepost": dict(milepost or {})}],
            **options,
        }
        (self.root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        return self

    def write(self, path: str, text: str) -> Path:
        """A file of the vault; common indentation is taken off."""
        file = self.vault / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
        return file

    def build(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """What a build into `site` came to."""
        return build(self.root, self.site, *arguments, **env)

    def files(self) -> dict[str, bytes]:
        """Every file of the built site, by path."""
        return tree_of(self.site)

    def page(self, path: str) -> str:
        """The text of one file of the built site."""
        return (self.site / path).read_text(encoding="utf-8")

    def meta(self, path: str) -> dict[str, str]:
        """What the meta elements of one page say."""
        return read_meta(self.page(path))
