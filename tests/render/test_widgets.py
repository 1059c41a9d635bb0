"""Views of the roadmap inside a note."""

import pytest

from support.outline import outline
from support.vaults import VaultFactory, item, page_of, phase

FILES = {
    "1 Foundations.md": phase(1, title="Foundations"),
    "A.md": item("done", phase='"[[1 Foundations]]"'),
    "B.md": item("partial", phase='"[[1 Foundations]]"'),
    "Secret.md": phase(2, draft=True),
}


def shown(vault: VaultFactory, *views: str) -> str:
    block = "\n".join(("```milepost", *views, "```", ""))
    return outline(page_of(vault({**FILES, "Note.md": block}), "Note.md").html)


def test_the_whole_and_what_is_next(vault: VaultFactory) -> None:
    assert shown(vault, "progress", "next up") == (
        "# Note\n75 % Roadmap: 1 done, 1 partial, 0 to do of 2\n1 1\n"
        "[B](../b/) Partial\nBegun, not finished yet\n"
    )


@pytest.mark.parametrize(
    "name", ["1 Foundations", "[[1 Foundations]]", "foundations", "1", '"[[1 Foundations|F]]"']
)
def test_a_phase_is_named_as_anywhere(vault: VaultFactory, name: str) -> None:
    lines = shown(vault, f"Phase: {name}")
    assert "75 % [Foundations](../1-foundations/): 1 done, 1 partial, 0 to do of 2\n" in lines


def test_one_item_is_no_plural_in_the_burn_up(vault: VaultFactory) -> None:
    files = {"A.md": item("partial", started="2026-01-01", updated="2026-02-01")}
    site = vault({**files, "Note.md": "```milepost\nburn-up\n```\n"})
    assert ">1 item</text>" in page_of(site, "Note.md").html


def test_of_a_private_phase_nothing_is_shown(vault: VaultFactory) -> None:
    assert shown(vault, "phase: Secret") == "# Note\n"


def test_a_drawing_without_a_history_is_nothing(vault: VaultFactory) -> None:
    assert shown(vault, "burn-up", "burn-up: 1", "activity") == "# Note\n"
