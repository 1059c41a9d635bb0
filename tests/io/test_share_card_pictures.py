"""Share cards as files: PNG of the usual size, small, the same each time, in a font that is free."""

import re
import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont

import milepost.io.share_card
from milepost.io.share_card import paint, read_faces
from milepost.model.roadmap import Progress
from milepost.model.share_card import Face, ShareCard
from milepost.render.share_card import lay_out

FACES = read_faces()
FONTS = Path(milepost.io.share_card.__file__).parent / "fonts"
ACCENT = "#4051b5"
CARDS = (
    ShareCard("Journal", "A title of many words " * 12, below=("22 November 2026", "#tags", "#are/nested")),
    ShareCard("Journal", "Foundations", "Phase 1 of 6", progress=Progress(114, 41, 39)),
)


def painted(card: ShareCard, accent: str = ACCENT) -> bytes:
    sketch, _ = lay_out(card, FACES)
    assert sketch is not None
    return paint(sketch, accent)


def chunks(data: bytes) -> list[bytes]:
    """The kinds of a PNG's chunks."""
    found, at = list[bytes](), 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found.append(data[at + 4 : at + 8])
        at += length + 12
    return found


@pytest.mark.parametrize("card", CARDS, ids=["a write-up", "a phase"])
def test_a_card_is_a_small_png_of_the_usual_size(card: ShareCard) -> None:
    data = painted(card)
    assert Image.open(BytesIO(data)).size == (1200, 630)
    assert len(data) <= 30_000


@pytest.mark.parametrize("card", CARDS, ids=["a write-up", "a phase"])
def test_it_has_the_same_bytes_each_time_and_says_nothing_but_its_picture(card: ShareCard) -> None:
    assert painted(card) == painted(card)
    assert set(chunks(painted(card))) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def test_nothing_is_painted_near_its_edges_but_the_band_of_accent() -> None:
    picture = Image.open(BytesIO(painted(CARDS[0]))).convert("RGB")
    assert picture.getpixel((5, 300)) == (0x40, 0x51, 0xB5)
    for box in ((24, 0, 1200, 60), (24, 0, 80, 630), (1130, 0, 1200, 630), (24, 570, 1200, 630)):
        assert picture.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), (255, 255, 255))]


def test_the_bar_is_solid_where_done_striped_where_partial_and_pale_where_to_do() -> None:
    picture = Image.open(BytesIO(painted(CARDS[1]))).convert("RGB")
    row = [picture.getpixel((x, 532)) for x in range(110, 1090)]
    changes = [at for at in range(1, len(row)) if row[at] != row[at - 1]]
    assert row[0] == (0x40, 0x51, 0xB5)
    assert row[-1] not in (row[0], (255, 255, 255))
    assert len(changes) > 12
    assert changes[0] > 500
    assert changes[-1] < 820


@pytest.mark.parametrize("face", [FACES.strong, FACES.plain], ids=lambda face: face.name)
def test_the_measures_beside_a_font_are_its_own(face: Face) -> None:
    font = ImageFont.truetype(str(FONTS / f"{face.name}.ttf"), 2048, layout_engine=ImageFont.Layout.BASIC)
    for sign in "AmgÄжΩ≤ 1":
        assert font.getlength(sign) == pytest.approx(face.advances[sign] * 2048 / face.em, abs=1)
    assert face.kerning["A"]["V"] < 0


def test_the_font_is_small_and_its_licence_lies_beside_it() -> None:
    assert sum(file.stat().st_size for file in FONTS.iterdir()) <= 400_000
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert not re.search(r"with Reserved Font Name", licence.partition("PREAMBLE")[0])
