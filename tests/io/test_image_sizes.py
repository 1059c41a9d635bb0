"""How large images are, from real files and from damaged ones."""

import io
from pathlib import Path

import pytest
from PIL import Image

from milepost.io.image import measured
from milepost.model.path import VaultPath
from milepost.model.vault import Attachment


def size_of(folder: Path, name: str, data: bytes) -> tuple[int | None, int | None]:
    file = folder / name
    file.write_bytes(data)
    found = measured(Attachment(VaultPath(name), str(file), len(data)))
    return found.width_px, found.height_px


def picture(kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (30, 20)).save(data, kind, **options)
    return data.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF"])
def test_every_kind_of_image_says_its_size(tmp_path: Path, kind: str) -> None:
    assert size_of(tmp_path, f"Picture.{kind.lower()}", picture(kind)) == (30, 20)


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('width="40" height="10"', (40, 10)),
        ("width=' 40px '\nheight = '10mm'", (40, 38)),
        ('width="80" viewBox="0 0 40 10"', (80, 20)),
        ('height="80" viewBox="0,0,40,10"', (320, 80)),
        ('viewBox="0 0 4 1"', (1000, 250)),  # its proportions
        ('width="100%" style="max-width: 40px" viewBox="-8 -8 40 10"', (1000, 250)),  # as Mermaid draws
        ('width="80"', (80, 150)),
        ('preserveAspectRatio="none" viewBox="0 0 40 10"', (300, 150)),
        ("", (300, 150)),
    ],
)
def test_a_drawing_says_its_size_or_its_proportions(tmp_path: Path, said: str, size: tuple[int, int]) -> None:
    licence = f"<!-- {'words ' * 500} -->"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {said}><rect width="7" height="9"/></svg>'
    for before in ("", "\n", '<?xml version="1.0"?>', licence):
        assert size_of(tmp_path, "a.svg", f"{before}{svg}".encode()) == size


def test_a_photograph_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera stood on its side
    assert size_of(tmp_path, "a.jpg", picture("JPEG", exif=turned.tobytes())) == (20, 30)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF"])
@pytest.mark.parametrize("kept", [0, 1, 8, 14, 20, 40, 100])
def test_a_torn_image_stops_nothing(tmp_path: Path, kind: str, kept: int) -> None:
    width, height = size_of(tmp_path, f"a.{kind.lower()}", picture(kind)[:kept])
    assert (width, height) in ((None, None), (30, 20))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        b"<svg",
        b"<html width='2' height='2'/>",
        b"<!--" + 200_000 * b" " + b"--><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    ],
)
def test_what_is_no_image_has_no_size(tmp_path: Path, data: bytes) -> None:
    for name in ("a.svg", "a.png"):
        assert size_of(tmp_path, name, data) == (None, None)


@pytest.mark.parametrize(
    "said",
    [
        f"width='{308 * '9'}' height='2'",
        "width='0' height='0' viewBox='0 0 1 1'",
        "width='9' viewBox='0 0 1 1e308'",
        "viewBox='0 0 nan nan'",
        "viewBox='0 0 wide 1'",
    ],
)
def test_a_drawing_may_say_what_is_no_size(tmp_path: Path, said: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {said}/>'
    assert size_of(tmp_path, "a.svg", drawing.encode()) == (None, None)


def test_a_drawing_without_its_namespace_is_none_to_browsers(tmp_path: Path) -> None:
    assert size_of(tmp_path, "a.svg", b'<svg width="2" height="2"/>') == (None, None)


def test_entities_fill_no_memory(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{at} "{10 * f"&e{at - 1};"}">' for at in range(1, 12))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="&e11;"/>'
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "9">{entities}]>{svg}'
    assert size_of(tmp_path, "a.svg", bomb.encode()) == (None, None)


def test_a_file_that_is_gone_has_no_size() -> None:
    gone = Attachment(VaultPath("a.png"), "/nowhere/a.png", 1)
    assert measured(gone) == gone


def test_other_files_are_not_opened(tmp_path: Path) -> None:
    assert size_of(tmp_path, "a.mp4", picture("PNG")) == (None, None)
