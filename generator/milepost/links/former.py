"""Addresses that notes have had or might have had, by other names: each leads on to where the note is."""

from collections.abc import Iterable, Sequence

from milepost.links.owners import Owners
from milepost.model.note import Note
from milepost.model.path import LONGEST_ADDRESS, PagePath, VaultPath, fold, page_path, stem, vault_path
from milepost.model.problem import Code, Problem

__all__ = ["addresses_of_aliases", "lead_on"]


def addresses_of_aliases(
    notes: Sequence[Note], problems: list[Problem], *, directory_urls: bool
) -> list[tuple[PagePath, VaultPath]]:
    """The addresses that notes of the names of aliases would have: an alias may be the path of old."""
    owners: dict[str, VaultPath] = {}
    names = {fold(stem(note.path)) for note in notes}  # a file of that name wins over any alias
    wanted: list[tuple[PagePath, VaultPath]] = []
    for note in notes:
        lines = note.properties.lines
        for alias in note.properties.aliases:
            name = fold(alias)
            first = owners.setdefault(name, note.path)
            if first != note.path and name not in names:
                message = f'the alias "{alias}" is that of {first} already, to which it leads'
                line = lines.get("aliases", lines.get("alias", 1))
                hint = "give one of the notes another"
                problems.append(Problem(note.path, line, Code.ALIAS_REPEATED, message, hint))
            try:
                path = vault_path(alias.strip("/").removesuffix(".md"))
            except ValueError:  # it leads out of the vault, and so was never a note of it
                continue
            wanted.append((page_path(VaultPath(f"{path}.md"), directory_urls=directory_urls), note.path))
    return wanted


def lead_on(owners: Owners, former: Iterable[tuple[PagePath, VaultPath]]) -> dict[PagePath, VaultPath]:
    """Those of the addresses that nobody else has."""
    redirects: dict[PagePath, VaultPath] = {}
    for address, path in former:
        if len(address.encode()) <= LONGEST_ADDRESS and owners.owner(address) is None:
            redirects[owners.claim(address, path)] = path
    return redirects
