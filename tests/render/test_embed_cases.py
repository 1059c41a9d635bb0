"""Notes that show other notes and files, as HTML."""

from collections.abc import Callable

import pytest

from milepost.model.path import VaultPath
from milepost.render.note import render_note
from support.cases import Case
from support.html import read_html
from support.vaults import VaultFactory, files_in


@pytest.mark.cases("embeds.md")
def test_an_embed_becomes_html(case: Case, check: Callable[[str], None], vault: VaultFactory) -> None:
    files = files_in(case.given)
    check(render_note(vault(files), VaultPath(next(iter(files)))).html)


@pytest.mark.cases("embeds.md")
def test_a_browser_need_not_mend_it(case: Case, vault: VaultFactory) -> None:
    files = files_in(case.given)
    rendered = render_note(vault(files), VaultPath(next(iter(files))))
    assert not read_html(rendered.heading + rendered.html).faults
