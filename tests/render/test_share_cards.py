"""How a share card is laid out: nothing beyond its edges, nothing in signs that the font lacks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.io.share_card import read_faces
from milepost.model.roadmap import Progress
from milepost.model.share_card import CARD_HEIGHT_PX, CARD_WIDTH_PX, Line, ShareCard, Sketch
from milepost.render.share_card import lay_out

FACES = read_faces()
EDGE_PX = 60
"""What every card leaves free around its words."""


def laid_out(card: ShareCard) -> Sketch:
    sketch, _ = lay_out(card, FACES)
    assert sketch is not None
    return sketch


def title_of(card: ShareCard) -> list[Line]:
    """The rows of the title: what stands between the site's name and what is at the foot."""
    foot = 500 if card.progress is None else 430
    return [line for line in laid_out(card).lines if 150 < line.baseline_px < foot]


def right_end(line: Line) -> float:
    face = FACES.strong if line.face == FACES.strong.name else FACES.plain
    return line.places_px[-1] + face.advances[line.text[-1]] * line.size_px / face.em


def test_a_short_title_is_large_and_in_one_row() -> None:
    (row,) = title_of(ShareCard("Journal", "Softmax"))
    assert row.size_px > 80


def test_a_longer_title_is_smaller_and_its_rows_are_about_equal() -> None:
    title = "Why the cache of keys and values is larger than the weights of the whole model"
    rows = title_of(ShareCard("Journal", title))
    assert " ".join(row.text for row in rows) == title
    assert 1 < len(rows) <= 4
    ends = [right_end(row) for row in rows]
    assert min(ends) > 0.6 * max(ends)


@pytest.mark.parametrize("progress", [None, Progress(1, 2, 3)], ids=["a write-up", "a phase"])
@pytest.mark.parametrize(
    "title", ["word " * 80, "x" * 400, "W" * 400], ids=["words", "one word", "wide letters"]
)
def test_a_title_for_which_there_is_no_room_ends_in_an_ellipsis(
    title: str, progress: Progress | None
) -> None:
    rows = title_of(ShareCard("Journal", title, progress=progress))
    assert rows[-1].text.endswith("…")
    assert "…" not in "".join(row.text for row in rows[:-1])


@settings(max_examples=60)
@given(
    texts=st.tuples(
        *[st.text(st.sampled_from(sorted(FACES.strong.advances)), min_size=1, max_size=250)] * 3,
    ),
    counts=st.none() | st.tuples(*[st.integers(0, 100_000)] * 3),
)
def test_nothing_stands_beyond_the_edges_or_in_anothers_place(
    texts: tuple[str, ...], counts: tuple[int, ...] | None
) -> None:
    site, title, tag = texts
    progress = Progress(*counts) if counts and sum(counts) else None
    sketch, _ = lay_out(ShareCard(site, title, "Phase 3 of 12", ("1 May 2026", tag), progress), FACES)
    if sketch is None:
        return
    for line in sketch.lines:
        assert line.places_px[0] >= EDGE_PX
        assert right_end(line) <= CARD_WIDTH_PX - EDGE_PX
        assert EDGE_PX < line.baseline_px < CARD_HEIGHT_PX - EDGE_PX
    for one in sketch.lines:
        for other in sketch.lines:
            if one is not other and one.baseline_px == other.baseline_px and one.places_px < other.places_px:
                assert right_end(one) < other.places_px[0]


def test_every_part_of_a_bar_can_be_seen() -> None:
    bar = laid_out(ShareCard("Journal", "Roadmap", progress=Progress(1, 1, 9_998))).bar
    assert bar is not None
    assert min(bar.done_px, bar.partial_px, bar.width_px - bar.done_px - bar.partial_px) >= 8


@pytest.mark.parametrize(
    ("progress", "done", "partial"),
    [(Progress(3, 0, 0), 1.0, 0.0), (Progress(0, 3, 0), 0.0, 1.0), (Progress(0, 0, 3), 0.0, 0.0)],
)
def test_a_bar_of_one_part_has_no_other(progress: Progress, done: float, partial: float) -> None:
    bar = laid_out(ShareCard("Journal", "Roadmap", progress=progress)).bar
    assert bar is not None
    assert (bar.done_px / bar.width_px, bar.partial_px / bar.width_px) == (done, partial)


def test_the_numbers_of_the_bar_are_written() -> None:
    texts = [line.text for line in laid_out(ShareCard("J", "R", progress=Progress(114, 41, 39))).lines]
    assert "69 %" in texts
    assert any("114 done" in text and "41 partial" in text and "39 to do of 194" in text for text in texts)


def test_a_title_that_is_the_sites_name_is_said_once() -> None:
    assert [line.text for line in laid_out(ShareCard("Journal", "Journal")).lines] == ["Journal"]


def test_emoji_are_left_out_and_told() -> None:
    sketch, lacking = lay_out(ShareCard("Journal", "Tea 🍵 time ✔️ 1️⃣"), FACES)
    assert sketch is not None
    assert "Tea time 1" in " ".join(line.text for line in sketch.lines)
    assert "🍵" in lacking


@pytest.mark.parametrize("title", ["水", "Water is 水", "שלום", "ಠ_ಠ"])
def test_there_is_no_card_without_a_letter_of_its_title(title: str) -> None:
    sketch, lacking = lay_out(ShareCard("Journal", title), FACES)
    assert sketch is None
    assert set(lacking) == {sign for sign in title if sign not in FACES.strong.advances}


@pytest.mark.parametrize("title", ["Größe, žluťoučký kůň, Αθήνα", "Привет, İstanbul", "x² ≤ √y → ∞", "ﬁne 𝐱"])
def test_european_letters_and_signs_of_mathematics_are_there(title: str) -> None:
    assert lay_out(ShareCard("Journal", title), FACES)[1] == ""


def test_a_tag_in_other_letters_is_left_out_alone() -> None:
    card = ShareCard("Journal", "Water", below=("1 May 2026", "#水", "#water"))
    assert [line.text for line in laid_out(card).lines][-2:] == ["1 May 2026", "#water"]


def test_tags_for_which_there_is_no_room_are_left_out_whole() -> None:
    tags = tuple(f"#a-rather-long-tag-{number}" for number in range(9))
    shown = [line.text for line in laid_out(ShareCard("J", "T", below=("1 May 2026", *tags))).lines][2:]
    assert shown == ["1 May 2026", *tags[: len(shown) - 1]]
    assert 1 < len(shown) < 5
