"""What Hypothesis draws: texts that look like notes, properties, statuses."""

from hypothesis import strategies as st

from milepost.model.path import VaultPath
from milepost.model.roadmap import Item, Status

__all__ = ["frontmatters", "items", "line_ends", "note_texts"]

# Pieces that mean something somewhere, so that random order finds odd neighbours.
_PIECES = (
    *("---\n", "---", "\n", "\n\n", " ", "    ", "\t", "> ", "- ", "- [ ] ", "1. ", "# ", "## A\n", "===\n"),
    *(
        "[[",
        "]]",
        "![[",
        "|",
        "\\|",
        "#",
        "^",
        "^id",
        "%%",
        "==",
        "~~",
        "`",
        "```",
        "```mermaid\n",
        "$",
        "$$",
    ),
    *(
        "[!note]-",
        "[^1]",
        "[^1]: ",
        "^[",
        "](",
        ")",
        "[",
        "]",
        "!",
        "<",
        ">",
        "<!--",
        "-->",
        "<div>",
        "&amp;",
    ),
    *("[[Other]]", "![[Other]]", "![[Other#A]]", "![[Other#^id]]", "![[#A]]", "![[Host]]", "![[pic.png|9]]"),
    *("#tag/sub", "a: ", "tags: ", "status: ", "{", "}", "*x", "&x ", "'", '"', ": ", "\\", "http://x.y"),
    *("é", "e\u0301", "🌱", "\u2028", "\u200b", "\ufeff", "\r\n", "\r", "\x0b", "\0", "word", "x" * 40),
)

note_texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=40).map("".join)
"""Texts of notes, likely and unlikely ones."""

line_ends = st.sampled_from(("\n", "\r\n", "\r"))

_NAMES = ("type", "kind", "title", "aliases", "order", "tags", "schlüssel", "with blank", "publish")
_VALUES = (
    *("", "item", "plain words", "'it''s'", '"a \\"b\\" c"', "3", "1.50", "true", "no", "2026-11-22", "~"),
    *(
        "[a, b]",
        "[]",
        "{a: 1}",
        '["[[Note]]"]',
        "größe 🌱",
        "a#b",
        "'# no comment'",
        "x: y".replace(": ", ":"),
    ),
    *("|\n  several\n  lines", ">-\n  folded\n  words", "\n  - a\n  - b", "\n- flush", "\n  deep: 1"),
)
_COMMENTS = ("", "  # a remark", " # status: done")


@st.composite
def frontmatters(draw: st.DrawFn, status: bool | None = None) -> list[str]:
    """The lines of a note's properties, fences apart, ends apart; with a status, without, or either.

    Values, comments, quotes and the order are anything that people write.
    """
    lines: list[str] = []
    for name in draw(st.lists(st.sampled_from(_NAMES), unique=True, max_size=5)):
        value = draw(st.sampled_from(_VALUES))
        remark = "" if "\n" in value else draw(st.sampled_from(_COMMENTS))
        lines.extend(f"{name}: {value}{remark}".split("\n"))
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(("", "# a whole line", "  "))))
    if status if status is not None else draw(st.booleans()):
        word = draw(
            st.sampled_from(("todo", "'partial'", '"done"', "In progress", "", "todo # later", "nonsense"))
        )
        starts = [at for at, line in enumerate(lines) if line[:1].isalpha()] or [0]
        lines.insert(draw(st.sampled_from((*starts, len(lines)))), f"status: {word}")
    return lines


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Items of any kind, status and estimate."""
    return Item(
        path=VaultPath("Item.md"),
        title="Item",
        phase=None,
        kind=draw(st.sampled_from((None, "concept", "practical", "own"))),
        status=draw(st.sampled_from(Status)),
        order=None,
        estimate=None,
        minutes=draw(st.none() | st.integers(0, 10_000)),
    )
