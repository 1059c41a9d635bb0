"""Whatever is done to a vault: the site that follows it is, byte for byte, one that is built from nothing."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from milepost.model.path import VaultPath
from support.editions import LiveSite
from support.project import Project

# `MILEPOST_SERIES=200` looks for longer.
_SERIES = int(os.environ.get("MILEPOST_SERIES", "4"))

_NAMES = ("A", "B", "Deep/C", "Deep/D", "Deep/Below/A", "Deep/Deep", "index")
_GOALS = ("A", "B", "C", "D", "Deep/Below/A", "Other", "pic.png", "Deep", "Nobody", "index")

_names = st.sampled_from(_NAMES)
_goals = st.sampled_from(_GOALS)
_pieces = st.one_of(
    st.builds("Some words to [[{}]], and more.".format, _goals),
    st.builds("![[{}]]".format, _goals),
    st.builds("![[{}#One]]".format, _goals),
    st.builds("![[All.base#{}]] and [[All.base]]".format, st.sampled_from(("Items", "Cards", "Nowhere"))),
    st.just("```base\nviews:\n  - type: list\n    order: [file.name, file.backlinks, file.tags]\n```"),
    st.builds("See [[{}#One]] and ![[{}#^kept]].".format, _goals, _goals),
    st.sampled_from(
        (
            "# One\n\nText below it.",
            "## Two",
            "A block. ^kept",
            "#maths and #maths/algebra",
            "- [ ] to do\n- [x] done",
            "```python\nprint(1)\n```",
            "Plain words; nothing else.",
            "$x^2$ and a footnote.[^1]\n\n[^1]: Said below.",
            "> [!note] Called out\n> Words.",
            "`= [[A]].status`",
        )
    ),
)
_properties = st.dictionaries(
    st.sampled_from(
        (
            "title",
            "publish",
            "aliases",
            "type",
            "status",
            "kind",
            "review",
            "reviewed",
            "phase",
            "order",
            "tags",
            "date",
            "permalink",
            "items",
        )
    ),
    st.integers(0, 3),
    max_size=3,
)
_VALUES = {
    "title": ("Quite another", "A", "Z & <b>", "index"),
    "publish": ("false", "true", "false", "perhaps"),
    "aliases": ("[Other]", "[Nobody, Other]", "[A]", "[]"),
    "type": ("item", "phase", "writeup", "roadmap"),
    "status": ("done", "todo", "partial", "skipped", "donee"),
    "review": ("2020-01-01", "2030-01-01", "soon", "2026-01-01"),
    "reviewed": ("[2026-01-01]", "2020-01-01", "[]", "[2020-01-01, 2026-02-02]"),
    "kind": ("eval", "concept", '"A/B"', "eval"),
    "phase": ('"[[A]]"', '"[[B]]"', "1", '"[[Nobody]]"'),
    "order": ("1", "2", "1", "3"),
    "tags": ("[x]", "[x, y]", "[y/z]", "[]"),
    "date": ("2026-01-01", "2026-02-02", "2026-01-01", "2025-12-31"),
    "permalink": ("placed", "b", "placed", "/"),
    "items": ('["[[A]]"]', '["[[B]]", "[[C]]"]', "[]", '["[[Nobody]]"]'),
}


def _text(properties: dict[str, int], pieces: list[str]) -> str:
    head = "".join(f"{name}: {_VALUES[name][at]}\n" for name, at in properties.items())
    return (f"---\n{head}---\n" if head else "") + "\n\n".join(pieces) + "\n"


_texts = st.builds(_text, _properties, st.lists(_pieces, max_size=4))


@dataclass(frozen=True)
class Edit:
    """Something that is done to the vault, in words and in deed."""

    says: str
    does: Callable[[Path], None]
    writes: VaultPath | None = None
    """The note that it gives other words, if that is all."""


def _write(name: str, text: str) -> Edit:
    def write(vault: Path) -> None:
        file = vault / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return Edit(f"write {name}: {text!r}", write, VaultPath(f"{name}.md"))


def _append(name: str, piece: str) -> Edit:
    def append(vault: Path) -> None:
        file = vault / f"{name}.md"
        if file.exists():
            file.write_text(f"{file.read_text(encoding='utf-8')}\n{piece}\n", encoding="utf-8")

    return Edit(f"append to {name}: {piece!r}", append, VaultPath(f"{name}.md"))


def _delete(name: str) -> Edit:
    return Edit(f"delete {name}", lambda vault: (vault / f"{name}.md").unlink(missing_ok=True))


def _rename(name: str, new: str) -> Edit:
    def rename(vault: Path) -> None:
        file, goal = vault / f"{name}.md", vault / f"{new}.md"
        if file.exists():
            goal.parent.mkdir(parents=True, exist_ok=True)
            file.replace(goal)

    return Edit(f"rename {name} to {new}", rename)


def _draw(number: int) -> Edit:
    pictures = (b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='2'/>", b"no picture")

    def draw(vault: Path) -> None:
        (vault / "pic.png").write_bytes(pictures[number])

    return Edit(f"draw picture {number}", draw)


_BASES = (
    "views:\n  - type: table\n    name: Items\n    order: [file.name, status, file.links, file.mtime]\n",
    "filters: file.hasTag('x') || status\nviews:\n  - {type: cards, name: Cards, order: [file.size]}\n",
    "views: 3\n",
)


def _ask(number: int) -> Edit:
    def ask(vault: Path) -> None:
        (vault / "All.base").write_text(_BASES[number], encoding="utf-8")

    return Edit(f"ask {number}", ask)


_edits = st.one_of(
    st.builds(_ask, st.integers(0, len(_BASES) - 1)),
    st.builds(_write, _names, _texts),
    st.builds(_append, _names, _pieces),
    st.builds(_delete, _names),
    st.builds(_rename, _names, _names),
    st.builds(_draw, st.integers(0, 1)),
)
_steps = st.tuples(st.lists(_edits, min_size=1, max_size=2), st.sampled_from(("follow", "follow", "build")))


@settings(
    max_examples=_SERIES,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
@given(
    st.lists(st.builds(_write, _names, _texts), min_size=3, max_size=6),
    st.lists(_steps, min_size=1, max_size=4),
    st.sampled_from((0.02, 0.4, 9)),
)
def test_a_site_that_follows_its_vault_is_the_one_built_from_nothing(
    first: list[Edit], steps: list[tuple[list[Edit], str]], worth_writing: float
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        project = Project(root / "project")
        project.vault.mkdir(parents=True)
        for edit in first:
            edit.does(project.vault)
            note(edit.says)
        live = LiveSite(project.configure(), root / "live", worth_writing=worth_writing)
        for edits, way in steps:
            for edit in edits:
                edit.does(project.vault)
                note(edit.says)
            note(way)
            if way == "follow":
                live.follow(_written(edits))
            else:
                live.close()
                live.build()
        fresh = Project(root / "fresh")
        fresh.root.mkdir()
        built = LiveSite(fresh.configure(docs_dir=str(project.vault)), root / "built")
        assert _differences(live.files(), built.files()) == []


def _written(edits: list[Edit]) -> list[VaultPath] | None:
    """The notes of which a watcher is told, `None` where other things have happened, too."""
    found = [edit.writes for edit in edits if edit.writes is not None]
    return found if len(found) == len(edits) else None


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
