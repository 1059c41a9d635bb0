"""Files whose paths are not taken to pieces."""

import os

import pytest

from milepost.plugin.output import PlainFile


def test_a_path_as_windows_writes_it_is_told_with_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    file = PlainFile("Deep/Note.md", None, "site", True)
    monkeypatch.setattr(os, "sep", "\\")
    file.src_path = "Deep\\Other.md"
    assert file.src_uri == "Deep/Other.md"
