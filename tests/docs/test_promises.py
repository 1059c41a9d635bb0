"""The promises of SECURITY.md: each is cited in a test, and no test cites one that is not there."""

import re
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_SECURITY = (_ROOT / ".github/SECURITY.md").read_text(encoding="utf-8")
_CITED = re.compile(r"\bpromises?\s+(P\d+(?:(?:,\s*|\s+and\s+|\s+to\s+)P\d+)*)")


def promised() -> list[str]:
    return re.findall(r"^\| (P\d+) \|", _SECURITY, re.MULTILINE)


def cited() -> dict[str, set[str]]:
    """Each promise, and the files whose docstrings cite it."""
    found: dict[str, set[str]] = {}
    for file in (_ROOT / "tests").rglob("test_*.py"):
        for citation in _CITED.findall(file.read_text(encoding="utf-8")):
            for promise in re.findall(r"P\d+", citation):
                found.setdefault(promise, set()).add(file.name)
    return found


def test_there_are_twenty_two_promises() -> None:
    assert promised() == [f"P{number}" for number in range(1, 23)]


def test_every_promise_is_cited_by_a_test_and_none_is_invented() -> None:
    assert sorted(cited(), key=lambda promise: int(promise[1:])) == promised()
