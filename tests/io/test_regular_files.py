"""Files that others have put there or named: none is waited for, fills memory, or leads elsewhere."""

import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from milepost.disk import (
    find_script,
    is_inside,
    is_regular,
    open_regular,
    patiently,
    read_regular,
    read_text,
)

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def pipe(file: Path) -> None:
    os.mkfifo(file)


ODD: dict[str, Callable[[Path], object]] = {
    "a pipe": pipe,
    "a link to a pipe": lambda file: (pipe(file.with_name("pipe")), file.symlink_to("pipe")),
    "a device": lambda file: file.symlink_to("/dev/zero"),
    "a folder": Path.mkdir,
}


@needs_pipes
@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_what_is_no_regular_file_is_not_read(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "odd")
    with pytest.raises(OSError, match="it is no regular file"):
        open_regular(tmp_path / "odd")
    assert not is_regular(tmp_path / "odd")


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "n" * 5000, "gone"])
def test_a_name_that_no_file_has_is_an_error_of_reading(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match=r"."):
        read_regular(tmp_path / name)
    assert not is_regular(tmp_path / name)


def test_a_file_is_read_as_long_as_it_may_be(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"a\r\nb\rc")
    assert read_regular(file, most_bytes=6) == b"a\r\nb\rc"
    assert read_text(file) == "a\nb\nc"
    with pytest.raises(OSError, match="it is longer than 5e-06 MB"):
        read_regular(file, most_bytes=5)


def test_links_count_by_where_they_lead(tmp_path: Path) -> None:
    for folder in ("a", "ab"):
        (tmp_path / folder).mkdir()
    (tmp_path / "a/out").symlink_to(tmp_path / "ab")
    (tmp_path / "a/loop").symlink_to("loop")
    assert is_inside(tmp_path / "a/not there", tmp_path / "a")
    assert not is_inside(tmp_path / "a/out/x", tmp_path / "a")
    assert not is_inside(tmp_path / "ab", tmp_path / "a")
    assert not is_inside(tmp_path / "a", tmp_path / "a")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault in a project with scripts, and files beside it that nobody may see."""
    root = tmp_path / "project"
    for place in ("vault/x.py", "experiments/lib/a.py", "experiments/notes.txt", "secret.py", "../secret.py"):
        file = root / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("SECRET = 1\n")
    return root / "vault"


def test_a_script_lies_in_the_folder_of_experiments(vault: Path) -> None:
    place = find_script(vault.parent, vault, "experiments/lib/a.py")
    assert place is not None
    assert place.read_text() == "SECRET = 1\n"


@pytest.mark.parametrize("script", ["experiments/gone.py", "secret.py", f"experiments/{'n' * 999}.py"])
def test_a_script_that_is_gone_or_elsewhere_is_not_there(vault: Path, script: str) -> None:
    assert find_script(vault.parent, vault, script) is None


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("vault/x.py", "lies in the vault"),
        ("vault/Private.md", "is no Python file"),
        ("experiments/notes.txt", "is no Python file"),
        ("experiments/out.py", "leads out of the project"),
        ("experiments/near.py", "leads out of experiments/"),
        ("experiments/noted.py", "lies in the vault"),
        ("experiments/pipe.py", "is no regular file"),
        ("experiments/folder.py", "is no regular file"),
        *(
            (script, "is no path inside a project")
            for script in (
                "", ".", "..", "../secret.py", "/etc/a.py", "//etc/a.py", "experiments/../secret.py",
                "experiments//lib/a.py", "./experiments/lib/a.py", "a\0b.py", "\ud800.py",
            )
        ),
    ],
)  # fmt: skip
@needs_pipes
def test_nothing_else_counts_as_a_script(vault: Path, script: str, reason: str) -> None:
    scripts = vault.parent / "experiments"
    pipe(scripts / "pipe.py")
    (scripts / "folder.py").mkdir()
    for name, goal in (("out", "../../secret.py"), ("near", "../secret.py"), ("noted", "../vault/x.py")):
        (scripts / f"{name}.py").symlink_to(goal)
    with pytest.raises(ValueError, match=reason):
        find_script(vault.parent, vault, script)


def test_a_folder_of_experiments_that_lies_elsewhere_has_no_scripts(vault: Path) -> None:
    scripts = vault.parent / "experiments"
    scripts.rename(vault.parent.parent / "elsewhere")
    scripts.symlink_to("../elsewhere")
    with pytest.raises(ValueError, match="leads out of the project"):
        find_script(vault.parent, vault, "experiments/lib/a.py")


@pytest.mark.parametrize(("system", "refusals"), [("win32", 3), ("linux", 0)])
def test_a_file_that_another_program_looks_at_is_waited_for_where_that_matters(
    monkeypatch: pytest.MonkeyPatch, system: str, refusals: int
) -> None:
    pauses: list[float] = []

    def act() -> None:
        if len(pauses) < 3:
            raise PermissionError(13, "Access is denied")

    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("time.sleep", pauses.append)
    with nullcontext() if refusals else pytest.raises(PermissionError):
        patiently(act)
    assert len(pauses) == refusals
