"""Bases on their own page, as HTML."""

from collections.abc import Callable

import pytest

from milepost.model.page import Rendered
from milepost.model.path import VaultPath
from milepost.render.base_file import render_base
from support.cases import Case
from support.html import read_html
from support.vaults import VaultFactory, canvas, files_in


def _rendered(case: Case, vault: VaultFactory) -> Rendered:
    """The case's first file, which a canvas shows: only so is a base published."""
    files = files_in(case.given)
    path = next(iter(files))
    board = canvas(path)
    return render_base(vault({**files, "Shows.canvas": board}), VaultPath(path))


@pytest.mark.cases("bases.md")
def test_a_base_becomes_html(case: Case, check: Callable[[str], None], vault: VaultFactory) -> None:
    check(_rendered(case, vault).html)


@pytest.mark.cases("bases.md")
def test_a_browser_need_not_mend_it(case: Case, vault: VaultFactory) -> None:
    rendered = _rendered(case, vault)
    assert not read_html(rendered.heading + rendered.html).faults
