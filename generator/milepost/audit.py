"""A built site beside its vault: does it hold anything private? Knows both I/O and core, as a build does."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from markdown_it import MarkdownIt

from milepost.build import load_site
from milepost.checks.privacy import Leak, Passage, file_leak, find_leaks, plant_canaries
from milepost.io.site_files import digest_of, file_digest, packed_in, read_site, texts_of
from milepost.io.theme_text import theme_digests, theme_texts
from milepost.io.vault import read_vault
from milepost.model.base_file import Base
from milepost.model.canvas import GroupNode, TextNode
from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath, is_canvas
from milepost.model.site import Host
from milepost.model.vault import SourceFile
from milepost.notes.canvas import parse_canvas
from milepost.notes.parse import parse_note
from milepost.ofm.parser import create_parser
from milepost.settings import Settings

__all__ = ["Audit", "audit_site"]

# What is no value in a line of a base.
_KEY = re.compile(r"^[ \t]*(?:-[ \t]+)*(?:[\w.]+:[ \t])?")


class Audit(Frozen):
    """What a scan came to."""

    files: int
    """How many files of the site were read."""
    private: int
    """How many notes and other files of the vault were looked for."""
    leaks: tuple[Leak, ...]


def audit_site(
    vault_root: str,
    settings: Settings,
    host: Host,
    site_root: str,
    known: Iterable[str],
    named: Collection[VaultPath],
    allowed: Iterable[str],
) -> Audit:
    """What the site in `site_root` holds of the private notes, attachments and comments of the vault.

    Private is all that the vault holds and a build leaves out: excluded folders, the forms in the templates'
    folder and unused attachments too. `known` is what its settings say of the site, such as its name;
    `named`, files of the vault that go out though no note uses them; `allowed`, what the author says tells
    nothing.

    Raises:
        VaultError: the vault does not exist or cannot be read.
        SiteError: the site does not exist, is empty or cannot be read.
    """
    site = load_site(vault_root, settings, host)
    vault = read_vault(vault_root, with_excluded=True)
    parser = create_parser()
    private = [file for path, file in vault.files.items() if path not in site.notes]
    used = {*site.attachments, *named}
    unused = [file for path, file in vault.attachments.items() if path not in used]
    shown_files = {*used, *site.canvases, *site.bases}
    boards = (*vault.canvases.values(), *vault.bases.values())
    asides = [file for file in boards if file.path not in shown_files]
    notes = [Passage(path, vault.files[path].text) for path in site.notes]
    # Of a base its names are shown, and not its formulas, which may name anything.
    passages = [Passage(path, each) for path, base in site.bases.items() for each in _shown(base)]
    passages += (each for path in site.canvases for each in _passages(vault.canvases[path], parser))
    # The name stands on each page between tags called "title", as in a note that has it for its own.
    settings_say = [words for each in known for words in (each, f"title {each}")]
    canaries = plant_canaries(
        private=((parse_note(file, parser, settings)[0], file.text) for file in private),
        files=(file.path for file in (*unused, *asides)),
        public=(*notes, *passages),
        known=(*shown_files, *theme_texts()),
        asides=(each for file in asides for each in _passages(file, parser)),
        allowed=(*settings_say, *allowed),
        hides_names=settings.private_names == "replace",
    )
    shown = {file_digest(file.file) for path, file in vault.attachments.items() if path in used}
    secret = {file_digest(file.file): file.path for file in unused if file.size}
    secret |= {file.digest: file.path for file in asides if file.text}
    secret = {digest: path for digest, path in secret.items() if digest not in shown}
    furniture = theme_digests()
    leaks: list[Leak] = []
    count = 0
    for name, data in read_site(site_root):
        count += 1
        digest = digest_of(data)
        if digest in shown:  # what an attachment of a public note says is its author's choice
            continue
        leaks += find_leaks(canaries, name, () if digest in furniture else texts_of(data))
        leaks += _files_in(name, data, secret)
    return Audit(count, len(private) + len(unused) + len(asides), tuple(sorted(leaks)))


def _passages(board: SourceFile, parser: MarkdownIt) -> Iterator[Passage]:
    """What a canvas's cards and frames say, or each value in a base's YAML."""
    if is_canvas(board.path):
        canvas, _ = parse_canvas(board, parser)
        for node in canvas.nodes:
            if isinstance(node, TextNode):
                yield Passage(board.path, node.text, node.line)
            elif isinstance(node, GroupNode):
                yield Passage(board.path, node.label, node.line)
        yield from (Passage(board.path, edge.label, 1) for edge in canvas.edges)
    else:
        for number, line in enumerate(board.text.splitlines(), 1):
            yield Passage(board.path, _KEY.sub("", line), number)


def _shown(base: Base) -> Iterator[str]:
    yield from (view.name for view in base.views)
    yield from base.names.values()


def _files_in(name: str, data: bytes, secret: Mapping[str, VaultPath]) -> Iterable[Leak]:
    """The private files whose bytes a file of the site is, or holds packed."""
    found = {digest_of(each) for each in packed_in(data)} & secret.keys()
    return (file_leak(name, secret[each]) for each in found)
