"""Bases on their own page, as HTML."""

from collections.abc import Callable

import pytest

from milepost.links import resolve
from milepost.model.link import Goal, LinkIndex, Target
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


def test_a_name_that_many_notes_say_in_a_property_is_looked_up_once(
    vault: VaultFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = {f"{at}.md": '---\ntopics: ["[[Ideas]]"]\n---\n' for at in range(9)}
    base = 'filters: topics.contains(link("Ideas"))\nviews:\n  - type: table\n    name: All\n'
    site = vault({**notes, "Ideas.md": "", "Found.base": base, "Shows.canvas": canvas("Found.base")})
    asked: list[str] = []
    goal = resolve._goal  # pyright: ignore[reportPrivateUsage]

    def counted(index: LinkIndex, origin: VaultPath, target: Target) -> Goal:
        asked.append(target.name)
        return goal(index, origin, target)

    monkeypatch.setattr(resolve, "_goal", counted)
    rendered = render_base(site, VaultPath("Found.base"))
    assert "9 files" in rendered.html
    assert asked == ["Ideas"]
