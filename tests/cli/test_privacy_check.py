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

import milepost as milepost_package
from milepost.model.compressed import compressed
from support.command import milepost
from support.vaults import canvas, write_vault

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


def test_what_the_site_calls_itself_tells_nothing_however_long(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("Kestrel", "A kestrel above the moor"), encoding="utf-8")
    write_vault(
        project,
        {
            "vault/index.md": "---\ntitle: A kestrel above the moor\npublish: false\n---\n",
            "site/index.html": "<title>A kestrel above the moor</title>",
        },
    )
    assert milepost(project, "check", "--privacy", "site").status == 0


def zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("page.html", data)
    return packed.getvalue()


def squeezed(text: str) -> bytes:
    before = " ".join(map(str, range(400)))  # few bytes would stay as they are
    packed = compressed(f"{before} {text}".encode())
    assert text.encode() not in packed
    return packed


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
    "zstandard": squeezed,
    "zstandard-in-parts": lambda text: compressed(b"What may be read.") + squeezed(text),
    "zstandard-after-a-skipped-part": lambda text: b"\x53\x2a\x4d\x18\x04\0\0\0none" + squeezed(text),
    "zip": lambda text: zipped(text.encode()),
    "base64": lambda text: b"data:text/plain;base64," + base64.b64encode(text.encode()),
    "base64-for-urls": lambda text: base64.urlsafe_b64encode(("?>" + text).encode()),
    "base64-in-gzip": lambda text: gzip.compress(base64.b64encode(text.encode())),
    "json-of-html": lambda text: json.dumps(f"<p>{text.replace(' ', ' <i>x</i> '[:1])}</p>").encode(),
}


# Every kind of file that a site has, and how it would tell.
PLACES: dict[str, Callable[[str], bytes]] = {
    "index.html": lambda text: f"<p>{text}</p>".encode(),
    "404.html": lambda text: f"<!-- {text} -->".encode(),
    "map.canvas/index.html": lambda text: f'<div data-mp-canvas aria-label="{text}"></div>'.encode(),
    "a-base/index.html": lambda text: f"<table><tr><td>{text}</td></tr></table>".encode(),
    "old/name/index.html": lambda text: (
        f'<meta http-equiv="refresh" content="0; url=../{quote(text)}/">'.encode()
    ),
    "feed.xml": lambda text: f"<summary type='html'>&lt;p>{text}&lt;/p></summary>".encode(),
    "sitemap.xml": lambda text: f"<loc>https://x.example/{text.replace(' ', '-')}/</loc>".encode(),
    "sitemap.xml.gz": lambda text: gzip.compress(text.replace(" ", "-").encode()),
    "graph.json": lambda text: json.dumps({"nodes": [{"title": text}]}).encode(),
    "progress.json": lambda text: json.dumps({"items": {text: "done"}}).encode(),
    "search/search_index.json": lambda text: json.dumps({"docs": [{"text": f"<b>{text}</b>"}]}).encode(),
    "assets/search/fragment/en_1.pf_fragment": lambda text: gzip.compress(
        b"pagefind_dcd" + json.dumps({"content": text}).encode()
    ),
    "assets/preview.json": lambda text: json.dumps({"html": f"<p>{text}</p>"}).encode(),
    "assets/bundle.js.map": lambda text: json.dumps({"sourcesContent": [f"// {text}"]}).encode(),
    "assets/bundle.js": lambda text: f"const text = {json.dumps(text)}".encode(),
    "assets/site.css": lambda text: f".a::before {{ content: '{text}' }}".encode(),
    ".cache/render/0a1b": squeezed,
    "picture.svg": lambda text: f"<svg><title>{text}</title></svg>".encode(),
    "dates.json": lambda text: json.dumps({"commit": {"message": text}}).encode(),
    "paper.pdf": lambda text: b"%PDF-1.4 " + text.encode(),
}


@pytest.mark.parametrize("place", PLACES)
def test_words_are_found_in_every_kind_of_file(project: Path, place: str) -> None:
    file = project / "site" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(PLACES[place](WORDS))
    looked = milepost(project, "check", "--privacy", "site")
    assert looked.status == 1
    assert f"{place}: holds its words of Diary/Quiet resignation.md:7" in looked.out


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


@pytest.mark.parametrize(
    ("form", "note", "page"),
    [
        (
            "tags: [weekly, review]\n---\n## What went well here\n",
            "tags: [weekly, review]\ndone: 1\n---\n## What went well here\n",
            "#weekly #review What went well here",
        ),
        (
            "---\n## Question asked\n## Answer found\n## What is left\n",
            "---\n## Question asked\nWhy?\n## Answer found\nSo.\n## What is left\n",
            "Question asked Answer found What is left",
        ),
        ("tags: 读书笔记\n---\n## 元数据\n", "tags: 读书笔记\ndone: 1\n---\n## 元数据\n", "读书笔记 元数据"),
        ("---\n工作流\n文章笔记\n", "---\n工作流\n\n1\n\n文章笔记\n", "工作流 文章笔记"),
    ],
    ids=["properties", "contents", "properties-in-signs", "few-signs"],
)
def test_what_a_page_of_that_form_shows_in_a_row_tells_nothing(
    project: Path, form: str, note: str, page: str
) -> None:
    write_vault(project, {"vault/Form.md": f"---\npublish: false\n{form}"})
    write_vault(project, {"vault/Diary/Note.md": f"---\n{note}", "site/page.html": page})
    assert milepost(project, "check", "--privacy", "site").status == 0


CAT = "the cat is not mine at all"


@pytest.mark.parametrize("names", ["keep", "replace"])
def test_what_public_and_private_notes_link_tells_nothing(tmp_path: Path, names: str) -> None:
    head = "type: item\nkind: concept\nstatus: done\nphase: '[[One long phase]]'\norder: 3\n---\n"
    files = {
        "mkdocs.yml": f"site_name: T\ndocs_dir: vault\nplugins:\n- milepost: {{private_names: {names}}}\n",
        "vault/One long phase.md": "Words.\n",
        "vault/Open.md": f"---\n{head}See [it](https://arxiv.example/abs/2401/04088/v2).\n",
        "vault/Diary.md": (
            f"---\npublish: false\n{head}Read [this](https://arxiv.example/abs/2401/04088/v2).\n"
        ),
        "site/index.html": (
            "<a href='https://arxiv.example/abs/2401/04088/v2'>it</a> kind concept status done phase "
            "<a>One long phase</a> order 3"
        ),
    }
    looked = milepost(write_vault(tmp_path, files), "check", "--privacy", "site")
    assert looked.status == 0, looked.out


@pytest.mark.parametrize(
    "note",
    [
        f"A %%quiet\n\n{CAT}\n\nmatter%% b\n",
        f"- a %%quiet\n- {CAT} %%\n\nIt %%is\n\nso%%\n",
        f"a\n\n%%\nquiet\n\n{CAT}\n",
        f"```mermaid\n%% one mark\n```\n\na %%{CAT}%% b\n",
        f"It` is %%{CAT}%% b\n\nas it` was\n",
        f"a %%\n```\n{CAT}\n```\n%% b\n",
        f"A %%quiet\n\n- %%comment%%\n\n{CAT}\n\nmatter%% b\n",
        f"100%% sure\n\nA %%quiet\n\n{CAT}\n\nmatter%% b\n",
    ],
    ids=[
        "over-blocks",
        "over-items",
        "unclosed",
        "below-a-diagram",
        "among-backticks",
        "with-code",
        "around-another",
        "below-a-mark-astray",
    ],
)
def test_a_comment_is_found_wherever_it_begins_and_ends(project: Path, note: str) -> None:
    write_vault(project, {"vault/Open.md": note, "site/page.html": f"<p>{CAT}</p>"})
    looked = milepost(project, "check", "--privacy", "site")
    line = note[: note.index(CAT)].count("\n") + 1
    assert looked.out.startswith(f"page.html: holds a comment of Open.md:{line} [private-leak]"), looked.out


@pytest.mark.parametrize(
    "note",
    [
        f"$$\n%% a\n$$\n\n{CAT}\n\n$$\n%% b\n$$\n",
        f"<pre>\n%% a\n\n</pre>\n\n{CAT}\n\n<pre>%% b</pre>\n",
        f"<pre>\n%% a\n{CAT}\n%% b\n",
        f"$a %% b$\n\n{CAT}\n\n$a %% b$\n",
        f"```mermaid\n%% a\n```\n\na %%b%% {CAT} %%c%%\n",
        f"100%% sure\n\n{CAT}\n",
        f"\\%% a\n\n{CAT}\n\n100%% b\n",
        f"100%% sure\n\n50%% so\n\n%%\n{CAT}\n",
    ],
    ids=["formulas", "html", "html-unclosed", "formulas-in-words", "diagram", "astray", "escaped", "uneven"],
)
def test_words_between_marks_that_are_none_tell_nothing(project: Path, note: str) -> None:
    write_vault(project, {"vault/Open.md": note, "site/page.html": f"<p>{CAT}</p>"})
    assert milepost(project, "check", "--privacy", "site").status == 0


BOARDS = {
    "Map.canvas": canvas(text="I will leave them all\n\nand never come back to them"),
    "Loud.CANVAS": canvas(text="I will leave them all\n\nand never come back to them"),
    "Frames.canvas": '{"nodes": [{"id": "a", "type": "group", "x": 0, "y": 0, "width": 9, "height": 9,\n'
    '"label": "People I owe"}]}',
    "Debts.base": "views:\n  - type: table\n    name: People I owe\n",
}


@pytest.mark.parametrize(
    ("path", "words", "line"),
    [
        ("Map.canvas", "all and never come back to", 1),
        ("Loud.CANVAS", "all and never come back to", 1),
        ("Frames.canvas", "people i owe", 1),
        ("Debts.base", "people i owe", 3),
    ],
)
def test_words_of_a_private_canvas_or_base_are_found_and_those_of_a_public_one_tell_nothing(
    project: Path, path: str, words: str, line: int
) -> None:
    write_vault(project, {f"vault/Locked/{path}": BOARDS[path], "site/page.html": f"<p>{words}</p>"})
    (project / "mkdocs.yml").write_text(
        "site_name: Kestrel\ndocs_dir: vault\nplugins: [{milepost: {exclude: [Locked]}}]\n"
    )
    looked = milepost(project, "check", "--privacy", "site")
    assert f"page.html: holds its words of Locked/{path}:{line} [private-leak]" in looked.out
    write_vault(project, {f"vault/{path}": BOARDS[path], "vault/Shows.md": f"![[{path}]]\n"})
    assert milepost(project, "check", "--privacy", "site").status == 0


def test_a_comment_on_a_canvas_is_found(project: Path) -> None:
    board = canvas(text="So. %%nobody may know this%%")
    write_vault(project, {"vault/Map.canvas": board, "site/page.html": "<p>nobody may know this</p>"})
    looked = milepost(project, "check", "--privacy", "site")
    assert "page.html: holds a comment of Map.canvas:1 [private-leak]" in looked.out


def test_the_bytes_of_a_private_picture_are_found_whatever_their_name(project: Path) -> None:
    page = b'<img src="data:image/png;base64,' + base64.b64encode(PICTURE) + b'">'
    write_vault(project / "site", {"a.png": PICTURE, "b.html": page})
    looked = milepost(project, "check", "--privacy", "site")
    assert [line for line in looked.out.splitlines() if "the bytes" in line] == [
        "a.png: holds the bytes of Diary/moon.png, which is private [private-leak]",
        "b.html: holds the bytes of Diary/moon.png, which is private [private-leak]",
    ]


@pytest.mark.parametrize("words", ["moonlight", "call the notary", f"I will {WORDS} the corner."])
def test_words_that_tell_nothing_can_be_allowed(project: Path, words: str) -> None:
    write_vault(project / "site", {"page.html": words})
    assert milepost(project, "check", "--privacy", "site").status == 1
    assert milepost(project, "check", "--privacy", "site", "--allow", words).status == 0


def test_files_that_mkdocs_yml_names_are_public(project: Path) -> None:
    config = {
        "site_name": "Kestrel",
        "docs_dir": "vault",
        "theme": {"name": "material", "logo": "look/logo.png", "favicon": "look/icon.png"},
        "extra_css": ["look/paper.css"],
        "extra_javascript": ["look/plain.js", {"path": "look/late.js", "defer": True}],
        "extra_templates": ["CNAME"],
        "plugins": ["milepost"],
    }
    named = ("look/logo.png", "look/icon.png", "look/paper.css", "look/plain.js", "look/late.js", "CNAME")
    files = {f"{folder}/{path}": f"Of {path}" for path in named for folder in ("vault", "site")}
    write_vault(project, {**files, "mkdocs.yml": json.dumps(config)})
    looked = milepost(project, "check", "--privacy", "site")
    assert looked.status == 0, looked.out


def test_a_program_is_full_of_single_words(project: Path) -> None:
    write_vault(project / "site", {"bundle.js": "let moonlight = 1"})
    assert milepost(project, "check", "--privacy", "site").status == 0


def test_a_file_that_every_site_has_tells_nothing(project: Path) -> None:
    """As it came with the theme; what a build puts into it would be another."""
    style = (Path(milepost_package.__file__).parent / "theme/assets/milepost-canvas.css").read_text()
    write_vault(project, {"vault/Diary/Style.md": f"---\npublish: false\n---\n```css\n{style}```\n"})
    write_vault(project / "site", {"assets/canvas.css": style})
    assert milepost(project, "check", "--privacy", "site").status == 0
    write_vault(project / "site", {"assets/canvas.css": f"{style}/* of my own */"})
    assert milepost(project, "check", "--privacy", "site").status == 1


def test_what_our_pages_and_the_theme_say_tells_nothing(project: Path) -> None:
    for name in ("Footnote", "Node", "Back to top"):
        write_vault(project, {f"vault/Diary/{name}.md": "---\npublish: false\n---\n## Table of contents\n"})
    page = (
        "<li id='node-1'><a title='Jump back to footnote 1 in the text'></a><p>Table of contents, Back to top"
    )
    write_vault(project / "site", {"page.html": page})
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
