"""What files of the vault and links to them can tell. Of a file that readers may not know of, nothing."""

from collections.abc import Callable

from milepost.bases.frame import Frame
from milepost.bases.registry import Shelf
from milepost.bases.scope import FileFacts
from milepost.bases.values import FileRef, Link, Value
from milepost.model.path import VaultPath, folder, name, stem

__all__ = ["FILE", "LINK", "find_file"]

FILE = Shelf()
LINK = Shelf()

_Given = str | Link | FileRef


def find_file(frame: Frame, path: _Given) -> FileRef | None:
    """The file that is meant, seen from the row's file; nothing where there is none."""
    match path:
        case FileRef():
            return path
        case Link():
            return FileRef(path.path) if path.path else None
        case _:
            target = path.removeprefix("[[").removesuffix("]]").partition("|")[0].partition("#")[0]
            is_elsewhere = "://" in path or not target
            return None if is_elsewhere else frame.scope.resolve(target, frame.scope.file())


def _ending(path: VaultPath) -> str:
    _, dot, ending = name(path).rpartition(".")
    return ending if dot else ""


_WHEN = "as the note or git tells it, when the site is built"
_FIELDS: tuple[tuple[str, Callable[[FileFacts], Value], str], ...] = (
    ("file.name: string", lambda facts: name(facts.path), ""),
    ("file.basename: string", lambda facts: stem(facts.path), ""),
    ("file.path: string", lambda facts: facts.path, ""),
    ("file.folder: string", lambda facts: folder(facts.path), ""),
    ("file.ext: string", lambda facts: _ending(facts.path), ""),
    ("file.size: number", lambda facts: facts.size, ""),
    ("file.properties: object", lambda facts: facts.properties, ""),
    ("file.tags: list", lambda facts: facts.tags, ""),
    ("file.links: list", lambda facts: facts.links, ""),
    ("file.embeds: list", lambda facts: facts.embeds, ""),
    ("file.backlinks: list", lambda facts: facts.backlinks, "of published notes alone"),
    ("file.ctime: date", lambda facts: facts.ctime, _WHEN),
    ("file.mtime: date", lambda facts: facts.mtime, _WHEN),
)


def _field(pick: Callable[[FileFacts], Value]) -> Callable[[Frame, FileRef], Value]:
    def told(frame: Frame, file: FileRef) -> Value:
        facts = frame.scope.about(file)
        return None if facts is None else pick(facts)

    return told


for _signature, _pick, _deviation in _FIELDS:
    FILE.function(_signature, needs_frame=True, deviation=_deviation)(_field(_pick))


@FILE.function("file.file: file")
def file_(file: FileRef) -> FileRef:
    """The file itself, so that `this.file` and `file.file` are one."""
    return file


@FILE.function("file.asLink(display?: any): link")
def as_link(file: FileRef, display: Value = None) -> Link:
    """A link to the file."""
    return Link(file.path, display, file.path)


@FILE.function("file.hasLink(otherFile: file | string): boolean", needs_frame=True)
def has_link(frame: Frame, file: FileRef, other: _Given) -> bool:
    """Whether the file links to the other, or embeds it."""
    facts, goal = frame.scope.about(file), find_file(frame, other)
    if facts is None or goal is None:
        return False
    frame.spend(len(facts.links) + len(facts.embeds))
    return any(link.path == goal.path for links in (facts.links, facts.embeds) for link in links)


@FILE.function("file.hasProperty(name: string): boolean", needs_frame=True)
def has_property(frame: Frame, file: FileRef, name: str) -> bool:
    """Whether the note has the property, even if nothing stands there."""
    facts = frame.scope.about(file)
    return facts is not None and name in facts.properties


@FILE.function("file.hasTag(...values: string): boolean", needs_frame=True)
def has_tag(frame: Frame, file: FileRef, *values: str) -> bool:
    """Whether the file has one of the tags, or one nested in it; case does not matter to tags."""
    facts = frame.scope.about(file)
    if facts is None:
        return False
    wanted = [f"{value.removeprefix('#').casefold()}/" for value in values]
    tags = [f"{tag.removeprefix('#').casefold()}/" for tag in facts.tags]
    return any(tag.startswith(each) for each in wanted for tag in tags)


@FILE.function("file.inFolder(folder: string): boolean", needs_frame=True)
def in_folder(frame: Frame, file: FileRef, folder: str) -> bool:
    """Whether the file is in the folder or in a folder within it; a slash alone is the vault."""
    facts, wanted = frame.scope.about(file), folder.strip("/")
    return facts is not None and (not wanted or facts.path.startswith(f"{wanted}/"))


@LINK.function("link.asFile(): file", needs_frame=True)
def as_file(frame: Frame, link: Link) -> FileRef | None:
    """The file that the link leads to; nothing where there is none."""
    return find_file(frame, link)


@LINK.function("link.linksTo(file: file | string): boolean", needs_frame=True)
def links_to(frame: Frame, link: Link, other: _Given) -> bool:
    """Whether the file that the link leads to has a link to the other."""
    file = find_file(frame, link)
    return file is not None and has_link(frame, file, other)
