"""A project for each test, and vaults small enough to see through."""

from pathlib import Path

import pytest

from support.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty vault with the plainest configuration."""
    (tmp_path / "vault").mkdir()
    return Project(tmp_path).configure()
