"""The files of a site as bases see them: every public one, and nothing that tells of any other."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Literal, cast

from msgspec import Struct, field

from milepost.bases.values import Date, FileRef, Link, Value
from milepost.links.graph import backlinks
from milepost.links.resolve import Resolver, place_of
from milepost.model.link import Ambiguous, Embed, Found, Hidden, Target
from milepost.model.link import Link as Written
from milepost.model.note import Note, Properties
from milepost.model.path import VaultPath
from milepost.model.site import Site
from milepost.ofm.target import parse_target
from milepost.ofm.wikilink import BRACKETS, split_target

__all__ = ["Facts", "Files"]

# How deep lists and mappings may stand inside one another; what is deeper is left out.
_DEEPEST = 4


class Files(Struct):
    """What bases may ask of a site. Facts are found when they are asked for, once."""

    site: Site
    _known: dict[VaultPath, "Facts"] = field(default_factory=dict[VaultPath, "Facts"])
    _named: dict[tuple[VaultPath, str], FileRef | None] = field(
        default_factory=dict[tuple[VaultPath, str], FileRef | None]
    )
    _resolver: Resolver | None = None

    def paths(self) -> tuple[VaultPath, ...]:
        """Every public file, by kind, in path order."""
        site = self.site
        return (*site.notes, *site.canvases, *site.bases, *site.attachments)

    def about(self, file: FileRef) -> "Facts | None":
        """What is known of a file; nothing of one that is not public."""
        path = file.path
        if path not in self._known:
            if not self._is_public(path):
                return None
            self._known[path] = Facts(self, path)
        return self._known[path]

    def resolve(self, target: str, origin: VaultPath) -> FileRef | None:
        """The public file that a link leads to, which is written so; most are in a filter, for every row."""
        asked = origin, target
        if asked not in self._named:
            link = self.link(parse_target(target), origin, "", None)
            self._named[asked] = FileRef(link.path) if link and link.path else None
        return self._named[asked]

    def link(self, target: Target, origin: VaultPath, written: str, words: str | None) -> Link | None:
        """The link, with the public file that it leads to; `None` for one of which nobody may know."""
        if self._resolver is None:  # hundreds of notes name the same few in a property
            self._resolver = Resolver(self.site.index)
        match place_of(self.site.index, self._resolver.goal(origin, target), target):
            case Hidden():
                return None
            case Found(path=path) | Ambiguous(chosen=path) if self._is_public(path):
                return Link(written, words, path)
            case _:
                return Link(written, words, None)

    def _is_public(self, path: VaultPath) -> bool:
        site = self.site
        return any(path in table for table in (site.notes, site.canvases, site.bases, site.attachments))


class Facts(Struct):
    """What is known of one public file."""

    _files: Files
    path: VaultPath
    _properties: "_Properties | None" = None
    _asked: dict[str, Value] = field(default_factory=dict[str, Value])

    @property
    def size(self) -> int:
        """Bytes."""
        site = self._files.site
        if self._note is not None:
            return self._note.size
        attachment = site.attachments.get(self.path)
        return attachment.size if attachment else 0

    @property
    def properties(self) -> Mapping[str, Value]:
        """By the names of the file; whatever names a private note is not in them."""
        if self._properties is None:
            note = self._note
            self._properties = self._read(note.properties) if note else _Properties({})
        return self._properties

    def value(self, name: str) -> Value:
        """One of them alone: a note may have many, each with links to be looked up."""
        key, note = name.lower(), self._note
        if note is None or key not in note.properties.values:
            return None
        if key not in self._asked:
            self._asked[key] = self._one(note.properties, key)
        return self._asked[key]

    @property
    def tags(self) -> tuple[str, ...]:
        """Each with its `#`."""
        shown = self._note or self._files.site.canvases.get(self.path)
        return tuple(f"#{tag}" for tag in shown.tags) if shown else ()

    @property
    def links(self) -> tuple[Link, ...]:
        """Each file once; not those that are private, nor what is not there: it may be a broken note."""
        return self._looked_up("links")

    @property
    def embeds(self) -> tuple[Link, ...]:
        """Each file once; not those that are private."""
        return self._looked_up("embeds")

    @property
    def backlinks(self) -> tuple[FileRef, ...]:
        """The public notes and canvases that mention it."""
        return tuple(map(FileRef, backlinks(self._files.site.graph, self.path)))

    @property
    def ctime(self) -> Date | None:
        """The day on which it was made, by git or its own word."""
        day = self._files.site.created.get(self.path)
        return None if day is None else Date(datetime.datetime.combine(day, datetime.time()), has_time=False)

    @property
    def mtime(self) -> Date | None:
        """When it was changed, by its author's clock."""
        moment = self._files.site.changed.get(self.path)
        return None if moment is None else Date(moment.replace(tzinfo=None), has_time=True)

    @property
    def _note(self) -> Note | None:
        return self._files.site.notes.get(self.path)

    def _read(self, given: Properties) -> "_Properties":
        return _Properties({given.names.get(key, key): self._one(given, key) for key in given.values})

    def _one(self, given: Properties, key: str) -> Value:
        if key in ("tag", "tags"):  # these are lists of words however they were written
            return given.tags
        return given.aliases if key in ("alias", "aliases") else self._value(given.values[key], 0)

    def _looked_up(self, name: Literal["links", "embeds"]) -> tuple[Link, ...]:
        """What the file mentions, once for all bases that ask."""

        def look(site: Site) -> tuple[Link, ...]:
            facts = self if site is self._files.site else Facts(Files(site), self.path)
            return facts._mentions(facts._written(name))

        return self._files.site.once((name, self.path), look)

    def _written(self, name: Literal["links", "embeds"]) -> Iterable[Written | Embed]:
        if self._note is not None:
            return self._note.links if name == "links" else self._note.embeds
        canvas = self._files.site.canvases.get(self.path) if name == "embeds" else None
        return canvas.files if canvas else ()

    def _mentions(self, mentions: Iterable[Written | Embed]) -> tuple[Link, ...]:
        targets = {each.target.key: each.target for each in mentions if each.target.name}
        links = (self._link(target, target.name, None) for target in targets.values())
        return tuple(each for each in links if each is not None and each.path is not None)

    def _link(self, target: Target, written: str, words: str | None) -> Link | None:
        return self._files.link(target, self.path, written, words)

    def _value(self, value: object, depth: int) -> Value:
        match value:
            case bool() | int() | float() | None:
                return value
            case datetime.datetime():
                return Date(value.replace(tzinfo=None), has_time=True)
            case datetime.date():
                return Date(datetime.datetime.combine(value, datetime.time()), has_time=False)
            case str():
                return self._text(value)
            case [[str() as written]]:  # `[[Note]]` without quotes, which YAML takes for lists
                return self._text(f"[[{written}]]")
            case list() if depth < _DEEPEST:
                entries = (self._value(each, depth + 1) for each in cast("list[object]", value))
                return tuple(each for each in entries if each is not None)
            case dict() if depth < _DEEPEST:
                pairs = cast("dict[object, object]", value).items()
                return {str(key): self._value(each, depth + 1) for key, each in pairs}
            case _:
                return None

    def _text(self, text: str) -> Value:
        """Words, or the link that they are; a private note leaves the words that stand for it."""
        if "[[" not in text:
            return text
        whole = BRACKETS.fullmatch(text.strip())
        if whole is not None:
            target, words = split_target(whole[1])
            link = self._link(target, str(target), words or None)
            # An author who writes other words may mean to hide the name, which may be a private note's.
            return words or None if link is None or (words and link.path is None) else link
        shown, at = "", 0
        for found in BRACKETS.finditer(text):
            target, words = split_target(found[1])
            link = self._link(target, str(target), words or None)
            if link is None or (words and link.path is None):
                shown += text[at : found.start()] + words
                at = found.end()
        return shown + text[at:]


class _Properties(dict[str, Value]):
    """A note's properties, to be asked for in any case: to Obsidian, `Status` and `status` are one."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        super().__init__(values)
        self._folded = {key.lower(): key for key in values}

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.lower() in self._folded

    def get(self, key: str, default: Value = None) -> Value:  # pyright: ignore[reportIncompatibleMethodOverride]
        found = self._folded.get(key.lower())
        return default if found is None else super().__getitem__(found)

    def __getitem__(self, key: str) -> Value:
        return super().__getitem__(self._folded[key.lower()])
