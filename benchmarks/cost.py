"""Measures that twice the text costs twice the CPU time, for the worst that is known of each construct.

Run `PYTHONPATH=tests python benchmarks/cost.py`; `--only WORD` takes those with a word in their names. Each
input of `support/hostile.py` is rendered at n, 2 n and 4 n pieces, n such that the first takes 50 ms; each
time is the least of seven rounds, for what else the machine does can only add. Marked are inputs of which
doubling costs more than 2.2 times as much, on average of both doublings. The tests in `tests/cost` count
lines of Python instead; this also sees what regular expressions do.
"""

import argparse
import gc
import time
from collections.abc import Callable, Iterator

from milepost.model.path import VaultPath
from milepost.model.vault import SourceFile
from milepost.notes.parse import parse_note
from milepost.ofm.env import in_markdown_it
from milepost.ofm.parser import create_parser
from milepost.settings import Settings
from support.fake_vault import fake_env
from support.hostile import HOSTILE, HOSTILE_PROPERTIES

_LEAST_SECONDS = 0.05
_MOST_CHARACTERS = 400_000
_ROUNDS = 7
_MOST = 2.2

_MARKDOWN = create_parser()
_Action = Callable[[str], object]


def _render(text: str) -> object:
    return _MARKDOWN.render(text, in_markdown_it(fake_env()))


def _parse(text: str) -> object:
    return parse_note(SourceFile(VaultPath("Note.md"), text, "digest"), _MARKDOWN, Settings())


def _inputs() -> Iterator[tuple[str, Callable[[int], str], _Action]]:
    for name, make in HOSTILE.items():
        yield name, make, _render
    for name, make in HOSTILE_PROPERTIES.items():
        yield f"properties: {name}", make, _parse


def _seconds(action: _Action, text: str) -> float:
    gc.collect()
    gc.disable()
    start = time.process_time()
    action(text)
    spent = time.process_time() - start
    gc.enable()
    return spent


def _measured(action: _Action, make: Callable[[int], str]) -> tuple[int, tuple[float, ...]]:
    """The length of the shortest text, and the seconds for it, for twice and for four times as much."""
    count = 100
    while _seconds(action, make(count)) < _LEAST_SECONDS and len(make(count)) < _MOST_CHARACTERS:
        count *= 2
    texts = [make(times * count) for times in (1, 2, 4)]
    rounds = [[_seconds(action, text) for text in texts] for _ in range(_ROUNDS)]
    return len(texts[0]), tuple(map(min, zip(*rounds, strict=True)))


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Measure what twice the text costs.")
    options.add_argument("--only", default="", metavar="WORD", help="take inputs with this in their names")
    only = options.parse_args().only
    print("| input | characters | ms | for twice | for twice again |\n| --- | ---: | ---: | ---: | ---: |")
    for name, make, action in _inputs():
        if only not in name:
            continue
        length, (small, middle, large) = _measured(action, make)
        mark = " !" if large / small > _MOST**2 else ""
        ratios = f"{middle / small:.2f} | {large / middle:.2f}{mark}"
        print(f"| {name} | {length:,} | {small * 1000:.0f} | {ratios} |", flush=True)


if __name__ == "__main__":
    main()
