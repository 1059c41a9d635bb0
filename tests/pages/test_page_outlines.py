"""What a reader sees on each kind of page."""

from collections.abc import Callable

import pytest

from milepost.build import render_site
from support.cases import Case
from support.outline import outline
from support.vaults import VaultFactory, files_in, page_at


@pytest.mark.cases("outlines.md")
def test_a_page_shows_this(case: Case, check: Callable[[str], None], vault: VaultFactory) -> None:
    address, _, files = case.given.partition("\n")
    check(outline(page_at(vault(files_in(files)), address).html))


def test_a_vault_without_write_ups_has_no_journal(vault: VaultFactory) -> None:
    pages, _ = render_site(vault({"Note.md": "words"}))
    assert [page.path for page in pages] == ["", "note/", "recent/"]


def test_a_vaults_own_home_page_is_the_home_page(vault: VaultFactory) -> None:
    site = vault({"index.md": "# Welcome\n\nwords", "Softmax.md": ""})
    assert outline(page_at(site, "").html) == "# Welcome\nwords\n"


def test_the_journal_may_stand_elsewhere(vault: VaultFactory) -> None:
    site = vault({"Old.md": "---\ntype: writeup\n---\n"}, journal="log/all")
    assert page_at(site, "log/all/").title == "Journal"
