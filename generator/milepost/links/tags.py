"""Tags to the notes that have them."""

from collections.abc import Iterable, Iterator, Mapping

from milepost.model.canvas import Canvas
from milepost.model.note import Note
from milepost.model.path import PagePath, VaultPath, address_part, fold
from milepost.model.tag import Tag

__all__ = ["address_below", "collect_tags", "tag_key"]

# A tag with more levels counts as its first twelve: nobody nests so deep on purpose.
_DEEPEST = 12

# Of a part of an address; no disk takes a name of 256.
_LONGEST_BYTES = 200


def tag_key(tag: str) -> str:
    """What all spellings of a tag have in common: case does not count.

    >>> tag_key("Maths/Algebra") == tag_key("maths/algebra/")
    True
    """
    return "/".join(_parts(fold(tag)))


def collect_tags(notes: Iterable[Note | Canvas]) -> Mapping[str, Tag]:
    """Every tag of notes and canvases by its key, those that others are nested in too, sorted by key."""
    spelled: dict[str, list[tuple[str, str]]] = {}
    names: dict[str, str] = {}
    tagged: dict[str, dict[VaultPath, None]] = {}
    below: dict[str, set[str]] = {}
    for note in notes:
        for tag in note.tags:
            if tag not in spelled:
                spelled[tag] = list(_with_those_above(tag))
            above = ""
            for key, name in spelled[tag]:
                names.setdefault(key, name)
                tagged.setdefault(key, {})[note.path] = None
                if above:
                    below.setdefault(above, set()).add(key)
                above = key
    return {
        key: Tag(names[key], tuple(tagged[key]), tuple(sorted(below.get(key, ())))) for key in sorted(tagged)
    }


def address_below(above: PagePath, key: str) -> PagePath:
    """Where the page of a tag wants to stand, below that of all tags; or that of a kind, likewise.

    >>> address_below(PagePath("tags/"), "maths/linear algebra")
    'tags/maths/linear-algebra/'
    >>> address_below(PagePath("tags.html"), "maths")
    'tags/maths.html'
    """
    slugs = (address_part(part).encode()[:_LONGEST_BYTES].decode(errors="ignore") for part in key.split("/"))
    ending = "/" if above.endswith("/") else ".html"
    return PagePath(f"{above.removesuffix('.html').rstrip('/')}/{'/'.join(slugs)}{ending}")


def _with_those_above(tag: str) -> Iterator[tuple[str, str]]:
    """A tag and those that it is nested in, outermost first, each by its key and as it is spelled."""
    parts = _parts(tag)
    for depth in range(1, len(parts) + 1):
        name = "/".join(parts[:depth])
        yield tag_key(name), name


def _parts(tag: str) -> list[str]:
    return [" ".join(part.split()) for part in tag.split("/") if part.strip()][:_DEEPEST]
