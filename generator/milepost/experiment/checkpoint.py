"""Results of single items that outlive a killed run, as long as they are still what a new run would find."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from milepost.experiment.inputs import Inputs, changes

__all__ = ["Checkpoint"]


class Checkpoint:
    """A file of one line for each finished item; what is read from it was made from the same inputs."""

    def __init__(
        self, file: Path, terms: Mapping[str, object], root: Path, seen: Callable[[], Inputs]
    ) -> None:
        """The items in the file, unless it was begun under other terms, or from files that have changed.

        Args:
            file: Where the lines are kept.
            terms: What decides the results beside files: parameters, seed, model.
            root: The project, below which files are inputs.
            seen: What the run has used so far.
        """
        self._file, self._seen = file, seen
        self._terms = json.loads(json.dumps(terms))
        lines = tuple(_lines(file))
        self._found = {
            (line["loop"], line["index"], json.dumps(line["item"])): line["result"]
            for line in lines
            if "loop" in line
        }
        if not self._is_sound(lines, root):
            file.unlink(missing_ok=True)
            self._found = {}
            self._write({"terms": self._terms})

    def result(self, loop: int, index: int, item: object) -> tuple[Any] | None:
        """What was found for the item by an earlier run, in a tuple; `None` if nothing was."""
        key = (loop, index, json.dumps(item))
        return (self._found[key],) if key in self._found else None

    def add(self, loop: int, index: int, item: object, result: object) -> None:
        """Keep what was found for an item."""
        inputs = self._seen().as_dict()
        self._write({"loop": loop, "index": index, "item": item, "result": result, "inputs": inputs})

    def _is_sound(self, lines: Sequence[Mapping[str, Any]], root: Path) -> bool:
        if not lines or lines[0].get("terms") != self._terms:
            return False
        used = next((line["inputs"] for line in reversed(lines) if "inputs" in line), None)
        return used is None or not changes(Inputs(**used), root)

    def _write(self, line: Mapping[str, object]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    """The lines that are whole; a run may be killed while it writes one."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        return
    for line in text.splitlines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            return
