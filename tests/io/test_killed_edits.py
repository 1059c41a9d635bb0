"""Killed between any two of its steps, a command leaves each file whole, old or new (promise P17)."""

import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import pytest

from milepost.io.edits import apply_edits
from milepost.model.edit import Edit
from milepost.model.path import VaultPath
from support.killing import is_killed_at

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be doubled there"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

OLD = {"a.md": b"old\r\n", "mine.md": b"mine\n"}
NEW = {**OLD, "a.md": b"new\r\n", "folder/b.md": b"words\n" * 100}
EDITS = [Edit(VaultPath(path), OLD.get(path, b"").decode() or None, NEW[path].decode()) for path in NEW]


def shown(root: Path) -> Mapping[str, bytes]:
    """What Obsidian shows: no hidden files."""
    files = (file for file in root.rglob("*") if file.is_file() and not file.name.startswith("."))
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def test_a_kill_between_any_two_steps_leaves_whole_files_and_is_mended(tmp_path: Path) -> None:
    states: list[Mapping[str, bytes]] = []
    step = 0
    for step in count():
        root = tmp_path / str(step)
        root.mkdir()
        for path, words in OLD.items():
            (root / path).write_bytes(words)
        is_killed = is_killed_at(step, lambda root=root: apply_edits(str(root), EDITS))
        found = shown(root)
        assert [path for path, words in found.items() if words not in (OLD.get(path), NEW[path])] == []
        assert found.keys() >= OLD.keys()
        if found not in states:
            states.append(found)
        if not is_killed:
            break
        rest = [
            Edit(edit.path, None if (now := found.get(edit.path)) is None else now.decode(), edit.after)
            for edit in EDITS
        ]
        apply_edits(str(root), rest)
        assert shown(root) == NEW
    assert step > 50
    assert states == [OLD, {**OLD, "a.md": NEW["a.md"]}, NEW]
