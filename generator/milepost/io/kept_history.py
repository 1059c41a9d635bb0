"""A vault's history on disk, so that it is read from git once a commit."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from milepost import __version__
from milepost.disk import open_regular
from milepost.model.frozen import Frozen
from milepost.model.history import Facts, History, Trace, Version
from milepost.model.path import VaultPath

__all__ = ["Key", "keep_history", "kept_history"]

_FORM = f"{__version__}/3"  # another number where anything below changes, or what is asked of past notes
_FILE = "history.json"


class Key(Frozen):
    """What a history holds for."""

    commit: str
    prefix: str
    is_shallow: bool

    def text(self) -> str:
        """As it stands in the file."""
        return f"{_FORM}/{self.commit}/{self.is_shallow}/{self.prefix}"


def kept_history(store: Path, key: Key) -> History | None:
    """What was kept for just this; whatever cannot be read counts as not there."""
    try:
        with open_regular(store / _FILE) as opened:
            found: Any = json.load(opened)
        return _read(found) if found["key"] == key.text() else None
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def keep_history(store: Path, key: Key, history: History) -> None:
    """Keep it in place of what was there; where that cannot be done, the next time takes longer."""
    file = store / _FILE
    try:
        store.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        new.unlink(missing_ok=True)  # a pipe would wait for its reader, a link lead elsewhere
        new.write_text(json.dumps({"key": key.text(), **_written(history)}), encoding="utf-8")
        new.replace(file)
    except OSError:
        return


def _written(history: History) -> dict[str, object]:
    facts: dict[str, int] = {}
    known: list[Facts] = []

    def number(each: Facts) -> int:
        text = json.dumps(each, sort_keys=True)
        if text not in facts:
            facts[text] = len(known)
            known.append(each)
        return facts[text]

    traces = [
        [
            trace.path,
            trace.ended.isoformat() if trace.ended else None,
            [[each.day.isoformat(), number(each.facts)] for each in trace.versions],
            [day.isoformat() for day in trace.days],
        ]
        for trace in history.traces
    ]
    return {
        "changed": {path: moment.isoformat() for path, moment in history.changed.items()},
        "is_whole": history.is_whole,
        "day": history.day.isoformat() if history.day else None,
        "facts": known,
        "traces": traces,
    }


def _read(found: Any) -> History:
    facts = cast("list[Facts]", found["facts"])
    day = date.fromisoformat
    return History(
        {VaultPath(path): datetime.fromisoformat(moment) for path, moment in found["changed"].items()},
        found["is_whole"],
        tuple(
            Trace(
                VaultPath(path),
                tuple(Version(day(when), facts[int(at)]) for when, at in versions),
                tuple(map(day, days)),
                day(ended) if ended else None,
            )
            for path, ended, versions, days in found["traces"]
        ),
        day(found["day"]) if found["day"] else None,
    )
