"""Fixtures and options that every test may use."""

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from milepost.model.site import Site
from support.cases import Case, accept, read_cases
from support.vaults import VaultFactory, load, write_vault

# A test that fails where a machine is slow says nothing; a benchmark measures.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="Rewrite the expected halves of case files.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test marked `cases("x.md")` each case of the files beside it that match."""
    for marker in metafunc.definition.iter_markers("cases"):
        folder = Path(str(metafunc.definition.path)).parent
        files = sorted(folder.glob(marker.args[0]))
        cases = [case for file in files for case in read_cases(file)]
        metafunc.parametrize("case", cases, ids=[case.id for case in cases])


@pytest.fixture
def check(case: Case, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Compare a test's output with its case's expected half, or write it there."""

    def compare(actual: str) -> None:
        if actual and not actual.endswith("\n"):
            actual += "\n"
        if request.config.getoption("--accept") and actual != case.expected:
            accept(case, actual)
            return
        assert actual == case.expected

    return compare


@pytest.fixture
def vault(tmp_path: Path) -> VaultFactory:
    """Makes sites of vaults in folders of their own."""
    numbers = count(1)

    def make(
        files: Mapping[str, str | bytes],
        *,
        url: str | None = None,
        directory_urls: bool = True,
        **options: object,
    ) -> Site:
        root = write_vault(tmp_path / f"vault {next(numbers)}", files)
        return load(root, url=url, directory_urls=directory_urls, **options)

    return make
