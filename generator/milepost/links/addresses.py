"""Where each note and file stands on the site."""

from collections.abc import Container, Iterable

from milepost.model.path import PagePath, VaultPath, asset_path, page_path, stem
from milepost.model.problem import Code, Problem

__all__ = ["assign_addresses", "free_address"]


def assign_addresses(
    notes: Iterable[VaultPath], attachments: Iterable[VaultPath], *, directory_urls: bool
) -> tuple[dict[VaultPath, PagePath], tuple[Problem, ...]]:
    """An address for each, no two alike; of notes that want one, "index" has it, else the first by path."""
    owners: dict[PagePath, VaultPath] = {}
    problems: list[Problem] = []
    for path in sorted(notes, key=lambda path: (stem(path).lower() != "index", path)):
        wanted = page_path(path, directory_urls=directory_urls)
        address = free_address(wanted, owners)
        owners[address] = path
        if address != wanted:
            message = f"the address {wanted} is that of {owners[wanted]} already, so it is {address}"
            problems.append(Problem(path, 1, Code.ADDRESS_TAKEN, message, "rename one of the notes"))
    addresses = {path: address for address, path in owners.items()}
    addresses.update((path, asset_path(path)) for path in attachments)
    return addresses, tuple(problems)


def free_address(wanted: PagePath, taken: Container[PagePath]) -> PagePath:
    """The address itself, or with the first number that makes it nobody else's: "note-2/"."""
    address, number = wanted, 1
    name, ending = (wanted.removesuffix(".html"), ".html") if wanted.endswith(".html") else (wanted[:-1], "/")
    while address in taken:
        number += 1
        address = PagePath(f"{name or 'index'}-{number}{ending}")
    return address
