"""What two sites answer differently: whatever a page could show."""

from pathlib import Path

import pytest

from milepost.build import load_site
from milepost.model.path import VaultPath
from milepost.model.site import Host, Site
from milepost.pages.reads import changed_reads
from milepost.settings import Settings
from support.vaults import write_vault


def site_of(root: Path, value: str) -> Site:
    write_vault(root, {"A.md": f"---\nwhen: {value}\n---\nWords.\n"})
    return load_site(str(root), Settings(), Host("Journal"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-01-01T23:30:00+00:00", "2026-01-02T00:30:00+01:00"),  # the same moment on another day
        ("0.0", "-0.0"),
        ("1", "1.0"),
        ("1", "true"),
        ("!!set {1, 2}", "!!set {true, 2}"),
        ("{a: 1, b: 2}", "{b: 2, a: 1}"),
    ],
)
def test_equal_values_that_look_otherwise_are_not_the_same(tmp_path: Path, before: str, after: str) -> None:
    changed = changed_reads(site_of(tmp_path, before), site_of(tmp_path, after))
    assert ("notes", VaultPath("A.md"), "properties") in changed
