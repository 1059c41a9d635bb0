"""How Obsidian resolves a link, written out rule by rule: slow, and with nothing in common with `links/`.

Step numbers are those of the chain that verified ports follow: the file's name first, then its path.
"""

import posixpath
import unicodedata
from collections.abc import Mapping, Sequence

__all__ = ["obsidian_resolves"]


def obsidian_resolves(
    files: Sequence[str], origin: str, link: str, aliases: Mapping[str, Sequence[str]], *, is_address: bool
) -> list[str]:
    """The files of the vault that the link in the note `origin` fits best, in path order; [] for none.

    `aliases` has those of each note: they are the last thing that is looked at, and a courtesy. A Markdown
    link's `is_address`.
    """
    text = _same(link.strip())
    if not text:  # 1: the note itself
        return [origin]
    if is_address and not text.startswith("/"):
        for path in (text, f"{text}.md"):
            goal = _joined(origin, path)
            if found := [file for file in files if _same(file) == goal]:
                return sorted(found)
    named = [file for file in files if _name(_same(file)) == _name(text)]  # 2, 3
    if not named:
        text += ".md"  # 4
        named = [file for file in files if _name(_same(file)) == _name(text)]
    if not named:  # 5, and 10 where the app gives up
        wanted = _same(link.strip())
        return sorted(note for note, names in aliases.items() if any(_same(each) == wanted for each in names))
    if text.startswith(("./", "../")):  # 6
        goal = _joined(origin, text)
        return sorted(file for file in named if _same(file) == goal)
    if text.startswith("/"):  # 7
        return sorted(file for file in named if _same(file) == text.lstrip("/"))
    whole = [file for file in named if _same(file) == text]  # 8
    if whole:
        return sorted(whole)
    ending = [file for file in named if _same(file).endswith(f"/{text}")]  # 9
    home = _same(posixpath.dirname(origin))
    near = [file for file in ending if not home or _same(file).startswith(f"{home}/")] or ending
    shortest = min((len(_same(file)) for file in near), default=0)
    return sorted(file for file in near if len(_same(file)) == shortest)


def _joined(origin: str, path: str) -> str:
    """The path from the folder of `origin`; whoever goes up from the top of the vault stays there."""
    parts = _same(posixpath.dirname(origin)).split("/")
    for part in path.split("/"):
        parts = parts[:-1] if part == ".." else parts if part == "." else [*parts, part]
    return "/".join(filter(None, parts))


def _same(text: str) -> str:
    """Without regard to case and to how accents are composed."""
    return unicodedata.normalize("NFC", text).casefold()


def _name(path: str) -> str:
    return path.rpartition("/")[2]
