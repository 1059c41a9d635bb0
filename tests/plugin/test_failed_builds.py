"""A build that fails leaves the last good site as it was, whole (promise P17)."""

import shutil
import signal
import sys
from collections.abc import Callable
from errno import ENOENT
from types import SimpleNamespace
from typing import cast

import pytest
from mkdocs.config.defaults import MkDocsConfig

from milepost.plugin.report import unwritable
from support.project import Project


def _template(project: Project, text: str) -> None:
    (project.root / "overrides").mkdir()
    (project.root / "overrides/main.html").write_text(text, encoding="utf-8")
    project.configure(theme={"name": "material", "font": False, "custom_dir": "overrides"})


def _hook(project: Project, text: str) -> None:
    (project.root / "hook.py").write_text(text, encoding="utf-8")
    project.configure(hooks=["hook.py"])


def _move_vault(project: Project) -> None:
    project.vault.rename(project.root / "elsewhere")


# What stands between a change and its build; none of it may cost the site that is there.
FAILURES: dict[str, Callable[[Project], object]] = {
    "no-vault": _move_vault,
    "option": lambda project: project.configure({"publish": "sometimes"}),
    "config": lambda project: (project.root / "mkdocs.yml").write_text("site_name: [", encoding="utf-8"),
    "plugin": lambda project: project.configure(plugins=["milepost", "no-such-plugin"]),
    "syntax-of-a-template": lambda project: _template(project, '{% extends "base.html" %}{% block'),
    "template-that-fails": lambda project: _template(
        project, '{% extends "base.html" %}{% block content %}{{ 1 // 0 }}{% endblock %}'
    ),
    "template-that-fails-late": lambda project: _template(
        project, '{% extends "base.html" %}{% block content %}{{ 1 // (page.title != "Two") }}{% endblock %}'
    ),
    "hook-on-files": lambda project: _hook(project, "def on_files(files, config):\n    1 // 0\n"),
    "hook-on-env": lambda project: _hook(project, "def on_env(env, config, files):\n    1 // 0\n"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failed_build_leaves_the_last_good_site(project: Project, failure: str) -> None:
    project.write("One.md", "To [[Two]].\n")
    project.write("Two.md", "Words. ![[pic.svg]]\n")
    project.write("pic.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert project.build("--strict").returncode == 0
    before = project.files()
    project.write("One.md", "Other words.\n")
    project.write("Three.md", "New.\n")
    (project.vault / "pic.svg").unlink()
    FAILURES[failure](project)
    assert project.build().returncode != 0
    assert project.files() == before


@pytest.mark.parametrize("failure", ["open('nowhere.json')", "env.get_template('nowhere.html')"])
def test_a_file_that_others_do_not_find_is_not_called_the_sites(project: Project, failure: str) -> None:
    project.write("One.md", "Words.\n")
    _hook(project, f"def on_env(env, config, files):\n    {failure}\n")
    built = project.build()
    assert built.returncode != 0
    assert "hook.py" in built.stdout
    assert "the site cannot be written" not in built.stdout


# What Python runs first: the process is killed when so many files have taken their places in the site.
_KILL = """\
import os, signal, sys

left = {files}

def watch(event, arguments):
    global left
    if event == "os.rename" and os.fspath(arguments[1]).startswith({site!r}):
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

sys.addaudithook(watch)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be killed so there")
@pytest.mark.parametrize("files", [0, 2, 7])
def test_a_build_that_was_killed_leaves_whole_files_and_the_next_is_as_new(
    project: Project, files: int
) -> None:
    project.configure(site_url="https://milepost.example/")
    for name in ("One", "Two", "Three"):
        project.write(f"{name}.md", f"To [[One]] from {name}. ![[pic.svg]]\n")
    project.write("pic.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert project.build("--strict").returncode == 0
    old = project.files()
    for name in ("One", "Two", "Four"):
        project.write(f"{name}.md", f"Other words of {name}, to [[Four]]. ![[pic.svg]]\n")
    (project.vault / "Three.md").unlink()
    watch = project.root / "watch"
    watch.mkdir()
    text = _KILL.format(files=files, site=str(project.site))
    (watch / "sitecustomize.py").write_text(text, encoding="utf-8")
    assert project.build(PYTHONPATH=str(watch)).returncode == -signal.SIGKILL
    left = {
        name: data for name, data in project.files().items() if not name.rpartition("/")[2].startswith(".")
    }
    assert project.build("--strict").returncode == 0
    built = project.files()
    assert [name for name, data in left.items() if data not in (old.get(name), built.get(name))] == []
    shutil.rmtree(project.site)
    shutil.rmtree(project.root / ".cache")
    assert project.build("--strict").returncode == 0
    assert project.files() == built


def test_a_path_that_is_too_long_for_windows_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    config = cast("MkDocsConfig", SimpleNamespace(site_dir="/site", docs_dir="/vault"))
    said = {
        length: unwritable(FileNotFoundError(ENOENT, "No such file", f"/site/{'x' * length}"), config) or ""
        for length in (100, 300)
    }
    assert "the site cannot be written: No such file;" in said[100]
    assert "the site cannot be written: the path is too long; allow long paths in Windows" in said[300]


def test_what_is_private_now_and_cannot_be_removed_ends_the_build(project: Project) -> None:
    note = project.write("Note.md", "Impala.\n")
    assert project.build("--strict").returncode == 0
    note.write_text("---\npublish: false\n---\n", encoding="utf-8")
    _hook(
        project,
        """
import sys

def watch(event, arguments):
    if event == "os.remove" and str(arguments[0]).endswith("index.html"):
        raise PermissionError(13, "Permission denied", str(arguments[0]))

sys.addaudithook(watch)
""",
    )
    failed = project.build()
    assert failed.returncode == 1
    assert "the site cannot be written: Permission denied; it is not whole" in failed.stdout
    assert "Traceback" not in failed.stdout
