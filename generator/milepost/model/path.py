"""The kinds of path, as kinds of type, and the conversions between them."""

import posixpath
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NewType

__all__ = [
    "CACHE_FOLDER",
    "LONGEST_ADDRESS",
    "Anchor",
    "PagePath",
    "ProjectPath",
    "VaultPath",
    "address_part",
    "asset_path",
    "fold",
    "folder",
    "is_base",
    "is_canvas",
    "is_device",
    "is_index",
    "is_note",
    "link_path",
    "name",
    "natural",
    "page_file",
    "page_path",
    "permalink_path",
    "project_path",
    "slugify",
    "spellings",
    "stem",
    "vault_path",
]

CACHE_FOLDER = ".cache/milepost"
"""What may be deleted at any time, below the project's own folder."""

VaultPath = NewType("VaultPath", str)
"""A place in the vault: "Phase 1/Softmax.md". POSIX, NFC, relative, without "." or ".." parts."""

ProjectPath = NewType("ProjectPath", str)
"""A place in the project around the vault: "experiments/demo.py". POSIX, relative, in its shortest form."""

PagePath = NewType("PagePath", str)
"""An address below the site's root, unquoted: "phase-1/softmax/", "phase-1/softmax.html", "" for the root."""

Anchor = NewType("Anchor", str)
"""The id of an element in a page, without "#", unquoted: "why-wait", "^claim" for a block."""

# The names of a vault are asked for again and again, and many are the same.
_MOST_SLUGS = 100_000

# A name in runs of digits, letters, and all else, and the accents that stand apart after NFD.
_RUNS = re.compile(r"(\d+)|([^\W\d_]+)|([\W_]+)")
_ACCENTS = re.compile("[\u0300-\u036f]")

LONGEST_ADDRESS = 240
"""Bytes of the longest address that somebody may ask for: no disk takes 256 for one part of a path."""

_INDEX_NAMES = frozenset({"index", "readme"})
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
# They choose between two looks of a character, and cannot be seen themselves.
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f]")
# JSON can write it, and no file has it in its name.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def vault_path(text: str) -> VaultPath:
    """The vault path that `text` writes.

    Raises:
        ValueError: the text is empty, absolute, or leads out of the vault.
    """
    clean = posixpath.normpath(unicodedata.normalize("NFC", text))
    if not text or clean == "." or clean.startswith(("/", "../")) or clean == "..":
        raise ValueError(f"not a path inside a vault: {text!r}")
    return VaultPath(clean)


def project_path(text: str) -> ProjectPath:
    """The project path that `text` writes.

    Raises:
        ValueError: the text is absolute, leads out of the project, has a shorter form, or names no file.
    """
    is_name = "\0" not in text and not _LONE_SURROGATE.search(text)
    if not is_name or posixpath.normpath(text) != text or text == "." or f"{text}/".startswith(("/", "../")):
        raise ValueError(f"{text!r} is no path inside a project")
    return ProjectPath(text)


def name(path: VaultPath) -> str:
    """The file's name with its ending: "Softmax.md"."""
    return path.rpartition("/")[2]


def stem(path: VaultPath) -> str:
    """The file's name without its last ending: "v1.2 notes" of "v1.2 notes.md"."""
    return posixpath.splitext(name(path))[0]


def folder(path: VaultPath) -> str:
    """The folder that holds the file, "" at the vault's root."""
    return path.rpartition("/")[0]


def is_note(path: VaultPath) -> bool:
    """Whether Obsidian opens the file as a note."""
    return path.lower().endswith(".md")


def is_canvas(path: VaultPath) -> bool:
    """Whether Obsidian opens the file as a canvas."""
    return path.lower().endswith(".canvas")


def is_base(path: VaultPath) -> bool:
    """Whether Obsidian opens the file as a base."""
    return path.lower().endswith(".base")


def link_path(path: VaultPath) -> VaultPath:
    """The path as the app writes it in a wikilink: a note's without its ending, any other file's with it.

    >>> link_path(VaultPath("Phase 1/Softmax.md")), link_path(VaultPath("Map.canvas"))
    ('Phase 1/Softmax', 'Map.canvas')
    """
    return VaultPath(path[: -len(".md")]) if is_note(path) else path


def is_index(path: VaultPath) -> bool:
    """Whether the note has the name of one that stands for its folder: "index" or "README"."""
    return stem(path).lower() in _INDEX_NAMES


def is_device(name: str) -> bool:
    """Whether Windows takes a file or folder of that name, whatever its ending, for a device."""
    return _DEVICE.match(name) is not None


def fold(text: str) -> str:
    """The text as names are compared: NFC, without regard to case, a hard space as a space.

    >>> fold("KV\N{NO-BREAK SPACE}Cache")
    'kv cache'
    """
    if text.isascii():  # as most names are
        return text.lower()
    return unicodedata.normalize("NFC", text.replace("\N{NO-BREAK SPACE}", " ")).casefold()


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """What the app sorts names by: signs before numbers before letters, without regard to case and accents.

    >>> sorted(["Zoo", "Note 10", "_Inbox", "Éclair", "Note 2", "1 Plan"], key=natural)
    ['_Inbox', '1 Plan', 'Éclair', 'Note 2', 'Note 10', 'Zoo']
    """
    folded = fold(text)
    if not folded.isascii():
        folded = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return tuple(
        (1, len(worth := number.lstrip("0")), worth) if number else (2 if letters else 0, 0, letters or signs)
        for number, letters, signs in _RUNS.findall(folded)
    )


def spellings(path: str) -> tuple[str, ...]:
    """A path as it is, and in both forms in which a disk may store its accents."""
    forms = (path, unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path))
    return tuple(dict.fromkeys(forms))


@lru_cache(_MOST_SLUGS)
def slugify(text: str) -> str:
    """The text as a part of an address: lower case, letters and digits of any script, "-" between words.

    A text that has neither is told by its symbols, such as emoji; one that has none of these either is "-".

    >>> slugify("KV cache — what it is")
    'kv-cache-what-it-is'
    >>> slugify("v1.2 notes")
    'v1.2-notes'
    """
    plain = _VARIATION_SELECTORS.sub("", unicodedata.normalize("NFC", text.lower()))
    return _words(plain, _is_of_word) or _words(plain, _is_symbol) or "-"


def address_part(name: str) -> str:
    """What a folder, note or tag is called in an address: its slug, which Windows can write, too.

    >>> address_part("What it is"), address_part("Con")
    ('what-it-is', '_con')
    """
    slug = slugify(name)
    return f"_{slug}" if is_device(slug) else slug


def _words(text: str, is_kept: Callable[[str], bool]) -> str:
    """The runs of characters that are kept, "-" between them."""
    return "-".join("".join(char if is_kept(char) else " " for char in text).split()).strip("-.")


def _is_of_word(char: str) -> bool:
    # Marks are the vowels of many scripts.
    return char.isalnum() or char in "_." or unicodedata.category(char) in ("Mn", "Mc")


def _is_symbol(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char).startswith("S")


def page_path(path: VaultPath, *, directory_urls: bool = True) -> PagePath:
    """The address of the note at `path`; a note "index", "README" or named as its folder stands for it.

    A canvas or base keeps its ending, since a note beside it may well have its name.

    >>> page_path(VaultPath("Phase 1/KV cache.md"))
    'phase-1/kv-cache/'
    >>> page_path(VaultPath("Phase 1/index.md")), page_path(VaultPath("Phase 1/Phase 1.md"))
    ('phase-1/', 'phase-1/')
    >>> page_path(VaultPath("Phase 1/Map.canvas"))
    'phase-1/map.canvas/'
    """
    parents = "".join(f"{address_part(part)}/" for part in folder(path).split("/") if part)
    keeps_ending = is_canvas(path) or is_base(path)
    last = name(path) if keeps_ending else stem(path)
    if not keeps_ending and (is_index(path) or last == posixpath.basename(folder(path))):
        return PagePath(parents if directory_urls else f"{parents}index.html")
    return PagePath(f"{parents}{address_part(last)}{'/' if directory_urls else '.html'}")


def permalink_path(permalink: str, *, directory_urls: bool = True) -> PagePath:
    """The address that a permalink asks for, as it is written; one that ends in ".html" is a file's already.

    >>> permalink_path("guides/About"), permalink_path("")
    ('guides/About/', '')
    >>> permalink_path("about", directory_urls=False), permalink_path("about.html")
    ('about.html', 'about.html')
    """
    if permalink.endswith(".html"):
        index = directory_urls and posixpath.basename(permalink) == "index.html"
        return PagePath(permalink.removesuffix("index.html") if index else permalink)
    if directory_urls:
        return PagePath(f"{permalink}/" if permalink else "")
    return PagePath(f"{permalink or 'index'}.html")


def page_file(path: PagePath) -> str:
    """Where below the site's root the page is written: "phase-1/softmax/index.html"."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def asset_path(path: VaultPath) -> PagePath:
    """The address of an attachment: its place in the vault, unchanged."""
    return PagePath(path)
