"""An edit makes those pages anew that show it, and no others, however many there are."""

from pathlib import Path

from milepost.build import load_site
from milepost.model.site import Host
from milepost.settings import Settings
from milepost.workshop import Workshop
from support.vaults import item, phase, write_vault

IN_PHASE = '"[[Phase]]"'
OTHERS = {f"Item {at}.md": item("done", phase=IN_PHASE, review="2026-01-01") for at in range(9)}


def test_a_status_makes_its_items_page_anew_and_no_other_items(tmp_path: Path) -> None:
    workshop, settings, host = Workshop(), Settings(), Host("Journal")
    write_vault(tmp_path, {**OTHERS, "Phase.md": phase(1), "Changed.md": item("todo", phase=IN_PHASE)})
    workshop.edition(load_site(str(tmp_path), settings, host))
    write_vault(tmp_path, {"Changed.md": item("done", phase=IN_PHASE)})
    renewed = workshop.edition(load_site(str(tmp_path), settings, host)).renewed
    assert "changed/" in renewed
    assert not [page for page in renewed if page.startswith("item-")]
