"""The same commit gives the same bytes, wherever and whenever it is built (promises P12, P13)."""

import os
import random
import subprocess
from pathlib import Path

import pytest

from support.project import Project, sample_project

# What Python runs first: another day, and folders listed in another order than the disk has.
_STRANGE = """\
import datetime, os, random

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime_of_today.now(tz) + datetime.timedelta(days=40)

    @classmethod
    def today(cls):
        return cls.now()

class Shuffled:
    def __init__(self, place="."):
        self._entries = list(real_scandir(place))
        random.shuffle(self._entries)
        self._next = iter(self._entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._next)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        pass

def shuffled_list(place="."):
    names = real_listdir(place)
    random.shuffle(names)
    return names

datetime_of_today, datetime.datetime = datetime.datetime, Later
real_scandir, os.scandir = os.scandir, Shuffled
real_listdir, os.listdir = os.listdir, shuffled_list
"""


def test_two_builds_of_one_commit_are_byte_identical(tmp_path: Path) -> None:
    here = sample_project(tmp_path / "here")
    commit(here.root)
    there = Project(tmp_path / "deeper" / "it's there")
    subprocess.run(["git", "clone", "--quiet", here.root, there.root], check=True)
    for file in there.vault.rglob("*"):
        changed = random.randrange(10**9)
        os.utime(file, (changed, changed))
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "sitecustomize.py").write_text(_STRANGE, encoding="utf-8")

    first = here.build("--strict", TZ="Asia/Tokyo", PYTHONHASHSEED="1")
    assert first.returncode == 0, first.stdout
    second = there.build(
        "--strict",
        TZ="America/New_York",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        PYTHONPATH=str(strange),
        HOME="/none",
    )
    assert second.returncode == 0, second.stdout
    ours, theirs = here.files(), there.files()
    assert list(ours) == list(theirs)
    assert [name for name, data in ours.items() if theirs[name] != data] == []
    assert "sitemap.xml.gz" in ours
    assert [name for name, data in ours.items() if os.fsencode(tmp_path) in data] == []


def commit(root: Path) -> None:
    """Make a repository of the folder, with a commit of long ago."""
    day = "2026-01-02T03:04:05+09:00"
    env = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@milepost.example")
    for arguments in (("init", "--quiet"), ("add", "."), (*who, "commit", "--quiet", "--message", "All")):
        subprocess.run(["git", *arguments], cwd=root, env=env, check=True)


def test_without_git_the_builds_own_date_decides_and_no_files(tmp_path: Path) -> None:
    sites: list[dict[str, bytes]] = []
    for at in range(2):
        project = Project(tmp_path / str(at))
        note = project.write("Note.md", "Words.\n")
        os.utime(note, (10**9 * at, 10**9 * at))
        project.configure(site_url="https://x.example/")
        assert project.build("--strict", SOURCE_DATE_EPOCH="1700000000", PATH="").returncode == 0
        sites.append(project.files())
    assert sites[0] == sites[1]


@pytest.mark.parametrize("epoch", ["0", "1"])
def test_the_first_second_of_all_is_a_time(project: Project, epoch: str) -> None:
    project.write("Note.md", "Words.\n")
    built = project.build("--strict", SOURCE_DATE_EPOCH=epoch)
    assert (built.returncode, "Traceback" in built.stdout) == (0, False), built.stdout


@pytest.mark.parametrize("epoch", ["", "soon", "1e9", "9" * 30, "-1", "4294967296", "9" * 5_000])
def test_a_build_date_that_is_none_is_one_line(project: Project, epoch: str) -> None:
    project.write("Note.md", "Words.\n")
    built = project.build(SOURCE_DATE_EPOCH=epoch)
    assert built.returncode == 1
    assert "Traceback" not in built.stdout
    assert [line for line in built.stdout.splitlines() if "SOURCE_DATE_EPOCH" in line and "mend it" in line]


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "1969-12-31", "2150-01-01", "9999-12-31"])
def test_notes_may_be_of_any_day(project: Project, day: str) -> None:
    project.write("Old.md", f"---\nupdated: {day}\ncreated: {day}\n---\nWords.\n")
    project.configure(site_url="https://x.example/")
    for other in (None, "Words.\n"):
        if other:
            project.write("Note.md", other)
        built = project.build("--strict")
        assert built.returncode == 0, built.stdout


def test_a_damaged_repository_is_one_without_history(project: Project) -> None:
    project.write("Note.md", "Words.\n")
    (project.root / ".git").mkdir()
    (project.root / ".git/HEAD").write_text("nonsense")
    assert project.build("--strict").returncode == 0
