"""What share cards say, and whose pages have one."""

import pytest

from milepost.model.share_card import ShareCard
from milepost.pages.share_card import card_text
from support.vaults import VaultFactory, note, page_of

ROADMAP = {
    "Plan.md": note(type="roadmap", title="The plan"),
    "One.md": note(type="phase", order=1, title="Foundations"),
    "Two.md": note(type="phase", order=2),
    "Softmax.md": note(type="item", status="done", phase='"[[One]]"'),
    "Attention.md": note(type="item", status="partial", phase='"[[One]]"'),
    "Evals.md": note(type="item", phase='"[[Two]]"'),
}


def card(vault: VaultFactory, files: dict[str, str], path: str) -> ShareCard | None:
    return page_of(vault(files), path).card


def text(vault: VaultFactory, files: dict[str, str], path: str) -> str:
    found = card(vault, files, path)
    return card_text(found) if found else ""


def test_a_phase_says_which_it_is_and_how_far(vault: VaultFactory) -> None:
    said = text(vault, ROADMAP, "One.md")
    assert said.endswith(": Foundations. Phase 1 of 2. 75 %: 1 done, 1 partial, 0 to do of 2")


@pytest.mark.parametrize("path", ["Plan.md", "index.md"])
def test_the_roadmap_and_the_home_page_say_how_far_everything_is(vault: VaultFactory, path: str) -> None:
    said = text(vault, {**ROADMAP, "index.md": "# Welcome\n"}, path)
    assert said.endswith("50 %: 1 done, 1 partial, 1 to do of 3")


def test_a_write_up_says_its_day_and_its_tags(vault: VaultFactory) -> None:
    files = {"W.md": note(type="writeup", date="2026-11-22", tags="[maths, maths/logic]", title="On logic")}
    found = card(vault, files, "W.md")
    assert found is not None
    assert (found.title, found.below) == ("On logic", ("22 November 2026", "#maths", "#maths/logic"))


def test_without_tags_it_says_what_it_is_about(vault: VaultFactory) -> None:
    files = {**ROADMAP, "W.md": note(type="writeup", date="2026-11-22", items='["[[Softmax]]", "[[Gone]]"]')}
    found = card(vault, files, "W.md")
    assert found is not None
    assert found.below == ("22 November 2026", "Softmax")


@pytest.mark.parametrize("path", ["Softmax.md", "Note.md"])
def test_other_pages_have_none(vault: VaultFactory, path: str) -> None:
    assert card(vault, {**ROADMAP, "Note.md": "Words.\n"}, path) is None


def test_private_notes_are_neither_named_nor_counted(vault: VaultFactory) -> None:
    secret = {
        "Three.md": note(type="phase", order=3, title="Secret phase", publish=False),
        "Hidden.md": note(type="item", status="done", phase='"[[One]]"', title="Secret item", publish=False),
        "Deep.md": note(type="item", status="done", phase='"[[Three]]"', publish=False),
        "Diary.md": note(type="writeup", date="2026-11-22", tags="[secret]", publish=False),
    }
    open_notes = {
        **ROADMAP,
        "index.md": "# Welcome\n",
        "W.md": note(type="writeup", date="2026-11-22", items='["[[Hidden|an item]]", "[[Softmax]]"]'),
    }
    shown, alone = vault({**open_notes, **secret}), vault(open_notes)
    for path in open_notes:
        assert page_of(shown, path).card == page_of(alone, path).card
