"""Fixtures for experiments."""

from pathlib import Path

import pytest

from support.lab import Lab


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """A project without experiments."""
    return Lab(tmp_path)
