"""Fixtures for experiments."""

import shutil
from pathlib import Path

import pytest

from milepost.experiment.report import Verdict
from support.lab import GOOD, Lab


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """A project without experiments."""
    return Lab(tmp_path)


@pytest.fixture(scope="session")
def good_run(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """A project in which "demo" has run well, once for all tests."""
    lab = Lab(tmp_path_factory.mktemp("good"))
    report = lab.run(GOOD)
    assert report.verdict is Verdict.OK, str(report)
    return lab


@pytest.fixture
def good_lab(good_run: Lab, tmp_path: Path) -> Lab:
    """A copy of it, to change."""
    shutil.copytree(good_run.root, tmp_path / "project")
    return Lab(tmp_path / "project")
