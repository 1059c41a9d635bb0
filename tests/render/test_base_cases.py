"""Bases on their own page, as HTML."""

from collections.abc import Callable

import pytest

from milepost.model.path import VaultPath
from milepost.render.base import render_base
from support.cases import Case
from support.html import read_html
from support.vaults import VaultFactory, files_in


@pytest.mark.cases("bases.md")
def test_a_base_becomes_html(case: Case, check: Callable[[str], None], vault: VaultFactory) -> None:
    files = files_in(case.given)
    check(render_base(vault(files), VaultPath(next(iter(files)))).html)


@pytest.mark.cases("bases.md")
def test_a_browser_need_not_mend_it(case: Case, vault: VaultFactory) -> None:
    files = files_in(case.given)
    rendered = render_base(vault(files), VaultPath(next(iter(files))))
    assert not read_html(rendered.heading + rendered.html).faults
