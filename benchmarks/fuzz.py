"""Vaults that nobody would write, for so many minutes: no exception, and not too slow.

    PYTHONPATH=tests python benchmarks/fuzz.py [--minutes 30] [--seed N]

By turns single notes, parsed and rendered, and whole vaults of a few notes and a canvas, loaded, checked and
rendered as a build does. Texts are pieces of every construct, of the hostile vaults and of the case files, cut,
doubled and shuffled by Hypothesis, which also makes what fails as small as it can. What is found becomes a case
of the tests.
"""

# Lists of words are easier to read in one piece.
# ruff: noqa: E501

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from milepost.build import check_site, load_site, render_site
from milepost.model.path import VaultPath
from milepost.model.site import Host
from milepost.model.vault import SourceFile
from milepost.notes.parse import parse_note
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.parser import create_parser
from milepost.settings import Settings
from support.cases import read_cases
from support.hostile import HOSTILE, HOSTILE_PROPERTIES
from support.vaults import write_vault

MOST_SECONDS = 5.0
"""Of processor time, for a text of a few thousand signs."""
_TESTS = Path(__file__).parents[1] / "tests"
_NAMES = (
    "A",
    "B",
    "Folder/C",
    "Folder/A",
    "index",
    "Folder/index",
    "Ünder",
    "a",
    "Map.canvas",
    "p.png",
    "B.base",
)

_pieces = [make(3) for make in (*HOSTILE.values(), *HOSTILE_PROPERTIES.values())]
_pieces += [
    case.given
    for file in sorted(_TESTS.rglob("*.md"))
    if "vaults" not in file.parts
    for case in read_cases(file)
]
_pieces += [
    "\r\n",
    "\r",
    "\t",
    "\ufeff",
    "\0",
    "\u2028",
    "---\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "|",
    "\\",
    "[[",
    "]]",
    "%%",
    "$$",
]
_pieces += [
    f"{before}[[{name}{place}]]"
    for name in _NAMES
    for before in ("", "!")
    for place in ("", "#H", "#^b", "|x")
]

_texts = (
    st.lists(st.sampled_from(_pieces) | st.text(max_size=20), max_size=12)
    .flatmap(lambda pieces: st.tuples(st.just("".join(pieces)), st.integers(0, 200), st.integers(0, 200)))
    .map(lambda cut: cut[0][cut[1] % (len(cut[0]) + 1) :] if cut[2] % 3 == 0 else cut[0])
)
_keys = st.sampled_from(
    ("type", "status", "kind", "phase", "order", "estimate", "after", "date", "items", "aliases", "tags", "title",
     "permalink", "publish", "draft", "cover", "cssclasses", "description", "phases", "show_properties")
)  # fmt: skip
_values = st.sampled_from(
    ("item", "phase", "writeup", "roadmap", "run", "done", "todo", "true", "no", "1", "-1", "2026-01-02", "[a, b]",
     '"[[A]]"', "[[A]]", '["[[B]]", "[[Folder/C]]"]', "{a: b}", "~", "../x", "/", "2 hours", "'<b>'", "&a [*a]", "!!x y")
)  # fmt: skip
_heads = st.lists(st.tuples(_keys, _values), max_size=6).map(
    lambda pairs: "".join(("---\n", *(f"{key}: {value}\n" for key, value in pairs), "---\n")) if pairs else ""
)
_notes = st.tuples(_heads, _texts).map("".join)
_nodes = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(("a", "b", "")), "type": st.sampled_from(("text", "file", "link", "group", "x")),
        "text": _texts, "file": st.sampled_from([f"{name}.md" for name in _NAMES]), "url": st.text(max_size=9),
        "x": st.integers() | st.floats(), "y": st.integers(), "width": st.integers(), "height": st.integers(),
        "label": st.text(max_size=9), "subpath": st.text(max_size=9), "color": st.text(max_size=7),
    },
)  # fmt: skip
_canvases = st.fixed_dictionaries(
    {
        "nodes": st.lists(_nodes, max_size=4),
        "edges": st.lists(
            st.dictionaries(st.sampled_from(("fromNode", "toNode")), st.sampled_from("ab")), max_size=3
        ),
    }
).map(json.dumps)
_vaults = st.dictionaries(
    st.sampled_from([f"{name}.md" for name in _NAMES[:8]]), _notes, min_size=1, max_size=6
)
_options = st.fixed_dictionaries(
    {},
    optional={
        "publish": st.sampled_from(("all", "explicit")), "private_names": st.sampled_from(("keep", "replace")),
        "properties": st.sampled_from(("show", "hide")), "sanitize": st.booleans(), "publish_excluded": st.booleans(),
        "exclude": st.just(["Folder"]), "remote_images": st.sampled_from(("show", "link")),
    },
)  # fmt: skip

counts: Counter[str] = Counter()


class TooSlowError(Exception):
    """A text took longer than any of its length may."""


def parse_and_render(text: str) -> None:
    """One note, by itself."""
    counts["notes"] += 1
    begin = time.process_time()
    parse_note(SourceFile(VaultPath("Note.md"), text, "digest"), create_parser(), Settings())
    for cleans in (False, True):
        create_parser().render(text, in_markdown_it(RenderEnv(cleans_html=cleans)))
    _in_time(begin)


def build(files: dict[str, str], board: str, options: dict[str, object]) -> None:
    """A whole vault, on a disk."""
    counts["vaults"] += 1
    with tempfile.TemporaryDirectory() as folder:
        root = write_vault(Path(folder), {**files, "Map.canvas": board, "p.png": "", "B.base": "views: []"})
        begin = time.process_time()
        site = load_site(str(root), Settings.from_options(options), Host("Fuzz", "https://x.example/"))
        pages, _ = render_site(site)
        problems = check_site(site, pages)
        _in_time(begin)
    assert all(problem.line >= 1 for problem in problems)
    private = {path for path in files if path not in site.notes}
    assert not {page.source for page in pages} & private


def _in_time(begin: float) -> None:
    if (seconds := time.process_time() - begin) > MOST_SECONDS:
        raise TooSlowError(f"{seconds:.1f} s")


def main() -> int:
    """Fuzz until the time is up, or something is found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--minutes", type=float, default=30)
    options.add_argument("--seed", type=int, default=int(time.time()))
    asked = options.parse_args()
    profile = settings(
        max_examples=50,
        deadline=None,
        database=None,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much),
        phases=(Phase.explicit, Phase.generate, Phase.target, Phase.shrink),
        print_blob=False,
    )
    end, number = time.monotonic() + asked.minutes * 60, asked.seed
    while time.monotonic() < end:
        number += 1
        profile(seed(number)(given(_notes)(parse_and_render)))()
        profile(seed(number)(given(_vaults, _canvases, _options)(build)))()
        print(f"\rseed {number}: {counts['notes']:,} notes, {counts['vaults']:,} vaults", end="", flush=True)
    print("\nnothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
