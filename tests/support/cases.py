"""Case files: title, `.`, input, `.`, expected, `.`; read, and rewritten on request."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Case", "accept", "read_cases"]


@dataclass(frozen=True, slots=True)
class Case:
    """One titled pair of input and expected output."""

    file: Path
    line: int
    """Of the title, counted from 1."""
    title: str
    given: str
    """Ends with a newline unless empty."""
    expected: str
    """Ends with a newline unless empty."""

    @property
    def id(self) -> str:
        """The test's id: "wikilink:8:the-text-after-the-bar-wins"."""
        return f"{self.file.stem}:{self.line}:{re.sub(r'[^a-z0-9]+', '-', self.title.lower()).strip('-')}"


def read_cases(file: Path) -> Iterator[Case]:
    """The cases of one file, in order.

    Raises:
        ValueError: a case has no title, or one that another case has, or no end.
    """
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at, seen = 0, set[str]()
    while at < len(lines):
        if not lines[at].strip() or lines[at].startswith("#"):  # between cases: blank lines and remarks
            at += 1
            continue
        title = lines[at].strip()
        dots = [n for n in range(at + 1, len(lines)) if lines[n].rstrip("\n") == "."][:3]
        if title == "." or len(dots) < 3 or dots[0] != at + 1:
            raise ValueError(f"{file}:{at + 1}: a case is a title, `.`, input, `.`, expected, `.`")
        if title in seen:
            raise ValueError(f"{file}:{at + 1}: a second case is called {title!r}")
        seen.add(title)
        given, expected = lines[dots[0] + 1 : dots[1]], lines[dots[1] + 1 : dots[2]]
        yield Case(file, at + 1, title, "".join(given), "".join(expected))
        at = dots[2] + 1


def accept(case: Case, actual: str) -> None:
    """Rewrite the expected half of a case in its file."""
    text = case.file.read_text(encoding="utf-8")
    old = f"{case.title}\n.\n{case.given}.\n{case.expected}.\n"
    if text.count(old) != 1:
        raise ValueError(f"{case.file}:{case.line}: cannot find the case to rewrite")
    case.file.write_text(text.replace(old, f"{case.title}\n.\n{case.given}.\n{actual}.\n"), encoding="utf-8")
