"""`milepost check --privacy SITE`: one private note, and every disguise that its words may go out in."""

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from support.command import milepost
from support.vaults import write_vault

SECRET = "---\npublish: false\naliases: [Ümläut plan]\ntags: [moonlight]\nmood: quietly furious\n---\n"
BODY = (
    "I will tell nobody that the bakery on the corner closes.\n\nCall the notary\n\n日記は誰にも見せない。\n"
)
PICTURE = b"\x89PNG not really, but nobody else has these bytes"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        "mkdocs.yml": "site_name: Kestrel\ndocs_dir: vault\nplugins: [milepost]\n",
        "vault/Open.md": "All may read [[Quiet resignation|a link]]. %%the cat is not mine at all%%\n",
        "vault/Search.md": "---\npublish: false\n---\n",
        "vault/Kestrel.md": "---\npublish: false\n---\n",
        "vault/Diary/Quiet resignation.md": SECRET + BODY,
        "vault/Diary/2026-11-20.md": "---\npublish: false\n---\n",
        "vault/Diary/moon.png": PICTURE,
        "site/index.html": "<title>Kestrel</title><p>Search All may read a link.</p><p>2026-11-20</p>",
    }
    return write_vault(tmp_path, files)


def test_a_clean_site_passes(project: Path) -> None:
    looked = milepost(project, "check", "--privacy", "site")
    assert looked.status == 0
    assert looked.out == "1 file of the site, 5 private files of the vault: nothing private goes out\n"


def zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("page.html", data)
    return packed.getvalue()


WORDS = "tell nobody that the bakery on"
DISGUISES: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "capitals": lambda text: text.upper().encode(),
    "markup": lambda text: f"<p>{text.replace(' ', '</b> <b>')}</p>".encode(),
    "html-comment": lambda text: f"<!-- {text} -->".encode(),
    "attribute": lambda text: f'<img alt="{text}">'.encode(),
    "entities": lambda text: "".join(f"&#{ord(each)};" for each in text).encode(),
    "url": lambda text: quote(text).encode(),
    "slug": lambda text: text.replace(" ", "-").encode(),
    "json": lambda text: json.dumps({"text": text}).encode(),
    "json-lines": lambda text: json.dumps(text.replace(" ", "\n")).encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "gzip": lambda text: gzip.compress(text.encode()),
    "zlib": lambda text: zlib.compress(text.encode()),
    "zip": lambda text: zipped(text.encode()),
    "base64": lambda text: b"data:text/plain;base64," + base64.b64encode(text.encode()),
    "base64-for-urls": lambda text: base64.urlsafe_b64encode(("?>" + text).encode()),
    "base64-in-gzip": lambda text: gzip.compress(base64.b64encode(text.encode())),
    "json-of-html": lambda text: json.dumps(f"<p>{text.replace(' ', ' <i>x</i> '[:1])}</p>").encode(),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_words_are_found_in_every_disguise(project: Path, disguise: str) -> None:
    (project / "site/other.bin").write_bytes(DISGUISES[disguise](WORDS))
    looked = milepost(project, "check", "--privacy", "site")
    assert looked.status == 1
    assert looked.out.splitlines()[0] == (
        "other.bin: holds its words of Diary/Quiet resignation.md:7 [private-leak]"
    )
    assert "bakery" not in looked.out


@pytest.mark.parametrize(
    ("file", "text", "what"),
    [
        ("page.html", "Quiet resignation", "its name"),
        ("quiet-resignation/index.html", "", "its name"),
        ("diary/2026-11-20/index.html", "", "its path"),
        ("page.html", "an Ümläut plan", "its alias"),
        ("tags.html", "#moonlight", "its tag"),
        ("page.html", "mood: quietly furious", "its property"),
        ("page.html", "Call the notary", "its words"),
        ("page.html", "この日記は誰にも見せないと", "its words"),
        ("page.html", "the cat is not mine at all", "a comment"),
        ("assets/moon.png", "", "its name"),
    ],
)
def test_each_part_of_a_private_note_is_found(project: Path, file: str, text: str, what: str) -> None:
    write_vault(project / "site", {file: text})
    looked = milepost(project, "check", "--privacy", "site")
    assert looked.status == 1
    assert f"{file}: holds {what} of " in looked.out


def test_the_bytes_of_a_private_picture_are_found_whatever_their_name(project: Path) -> None:
    page = b'<img src="data:image/png;base64,' + base64.b64encode(PICTURE) + b'">'
    write_vault(project / "site", {"a.png": PICTURE, "b.html": page})
    looked = milepost(project, "check", "--privacy", "site")
    assert [line for line in looked.out.splitlines() if "the bytes" in line] == [
        "a.png: holds the bytes of Diary/moon.png, which is private [private-leak]",
        "b.html: holds the bytes of Diary/moon.png, which is private [private-leak]",
    ]


def test_a_word_that_tells_nothing_can_be_allowed(project: Path) -> None:
    write_vault(project / "site", {"page.html": "moonlight"})
    assert milepost(project, "check", "--privacy", "site").status == 1
    assert milepost(project, "check", "--privacy", "site", "--allow", "moonlight").status == 0


def test_a_program_is_full_of_single_words(project: Path) -> None:
    write_vault(project / "site", {"bundle.js": "let moonlight = 1"})
    assert milepost(project, "check", "--privacy", "site").status == 0


def test_leaks_are_data_too(project: Path) -> None:
    write_vault(project / "site", {"page.html": "Call the notary"})
    looked = milepost(project, "check", "--privacy", "site", "--json")
    assert json.loads(looked.out) == [
        {"file": "page.html", "note": "Diary/Quiet resignation.md", "line": 9, "what": "its words"}
    ]


def test_a_site_that_is_not_there_is_an_error(project: Path) -> None:
    looked = milepost(project, "check", "--privacy", "nowhere")
    assert (looked.status, looked.out) == (2, "")
    assert "there is no such folder; build the site first" in looked.err
