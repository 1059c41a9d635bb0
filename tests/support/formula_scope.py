"""One row of a small vault, for formulas to be worked out for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from milepost.bases.evaluate import evaluate
from milepost.bases.grammar import parse_formula
from milepost.bases.order import text_of
from milepost.bases.scope import FileFacts
from milepost.bases.values import Date, Duration, FileRef, FormulaError, Link, Value, kind_of
from milepost.model.path import VaultPath, name, stem

__all__ = ["SAMPLE", "SampleScope", "shown"]

_PATH = VaultPath("Phase 1/Softmax.md")
_PROPERTIES: Mapping[str, Value] = {
    "price": 3,
    "age": 2.5,
    "status": "done",
    "done": True,
    "due": Date(datetime(2025, 5, 27), has_time=False),
    "authors": (Link("Ada", path=VaultPath("People/Ada.md")), Link("Nobody")),
    "author": Link("Ada", "the first", VaultPath("People/Ada.md")),
    "place": {"city": "Turin", "zip": 10121},
    "x y": "with a blank",
    "cover-image": "cover.png",
    "empty": "",
    "nobody": (),
    "unset": None,
}


@dataclass(frozen=True)
class Facts:
    """What the sample vault knows of a file."""

    path: VaultPath
    properties: Mapping[str, Value] = field(default_factory=dict[str, Value])
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    embeds: tuple[Link, ...] = ()
    backlinks: tuple[FileRef, ...] = ()
    size: int = 1200
    ctime: Date | None = field(
        default_factory=lambda: Date(datetime(2025, 1, 2, 3, 4, 5, 678000), has_time=True)
    )
    mtime: Date | None = field(default_factory=lambda: Date(datetime(2026, 1, 28, 12, 0), has_time=True))


_ADA = VaultPath("People/Ada.md")
_INDEX = VaultPath("index.md")
_VAULT = {
    _PATH: Facts(
        _PATH, _PROPERTIES, ("#math/algebra", "#Reading"), (Link("Ada", path=_ADA), Link("Nobody")),
        (Link("plot.svg", path=VaultPath("plot.svg")),), (FileRef(_INDEX),),
    ),
    _ADA: Facts(_ADA, {"icon": "user"}, links=(Link("index", path=_INDEX),)),
    _INDEX: Facts(_INDEX, {"title": "Home"}),
    VaultPath("plot.svg"): Facts(VaultPath("plot.svg"), ctime=None, mtime=None),
}  # fmt: skip


class SampleScope:
    """The row of the note "Phase 1/Softmax.md", in a base that "index.md" embeds."""

    def note(self, name: str) -> Value:
        """A property of the note."""
        return _PROPERTIES.get(name)

    def file(self) -> FileRef | None:
        """The note."""
        return FileRef(_PATH)

    def this(self) -> FileRef | None:
        """The embedding note."""
        return FileRef(_INDEX)

    def formula(self, name: str) -> Value:
        """One formula is there, that asks for the price."""
        if name == "twice":
            return evaluate(parse_formula("price * 2"), self)
        raise FormulaError(f"there is no formula {name!r}", 1)

    def about(self, file: FileRef) -> FileFacts | None:
        """What is known of a file of the vault."""
        return _VAULT.get(file.path)

    def resolve(self, target: str, source: FileRef | None) -> FileRef | None:
        """By path or by name."""
        fits = [path for path in _VAULT if target in {path, name(path), stem(path)}]
        return FileRef(fits[0]) if fits else None

    def now(self) -> datetime:
        """An evening in January."""
        return datetime(2026, 1, 31, 18, 30, 15, 250000)


SAMPLE = SampleScope()


def shown(value: Value) -> str:
    """A value with all that it is, for cases to say."""
    match value:
        case str():
            return f'"{value}"'.replace("\n", "\\n")
        case tuple():
            return f"[{', '.join(map(shown, value))}]"
        case Link():
            display = "" if value.display is None else f"|{shown(value.display)}"
            return f"[[{value.target}{display}]] to {value.path or 'nowhere'}"
        case Date():
            return f"date {value.at}" if value.has_time else f"date {value.at.date()}"
        case Duration():
            return f"duration of {value.months:g} months, {value.milliseconds:g} ms"
        case Mapping():
            return f"{{{', '.join(f'{key}: {shown(each)}' for key, each in value.items())}}}"
        case None:
            return "null"
        case bool() | int() | float():
            return text_of(value)
        case _:
            return f"{kind_of(value)} {value}"
