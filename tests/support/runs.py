"""What a run leaves in a vault, for tests that show it."""

import json

__all__ = ["run_files"]


def run_files(experiment: str = "demo", **changes: object) -> dict[str, str]:
    """The files of a run that ended well, below `experiments/<id>/`; `changes` are fields of its record."""
    place = f"experiments/{experiment}"
    record: dict[str, object] = {
        "version": 2,
        "experiment": experiment,
        "title": "Bytes & tokens",
        "question": "Does it grow?",
        "outcome": "ok",
        "reason": "",
        "profile": "small",
        "measured": {"started": "2026-05-01T12:00:00Z", "seconds": 1.5},
        "serves": [],
        "params": {},
        "metrics": [],
        "checks": [],
        "figures": [
            {
                "name": "line",
                "light": "line.svg",
                "dark": "line.dark.svg",
                "alt": "A line that rises <steeply>.",
                "width_px": 400,
                "height_px": 300,
            }
        ],
    }
    return {
        f"{place}/run.json": json.dumps({**record, **changes}),
        f"{place}/{experiment}.md": "---\ntype: run\n---\n![[line.svg]]\n",
        f"{place}/line.svg": "<svg/>",
        f"{place}/line.dark.svg": "<svg/>",
    }
