"""Mends of problems that cannot be wrong, or that the problem itself proposes: planned, and no other byte."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import takewhile

from milepost.authoring.property import set_property
from milepost.errors import EditError
from milepost.links.resolve import resolve
from milepost.model.edit import Edit
from milepost.model.frozen import Frozen
from milepost.model.link import Ambiguous, LinkIndex
from milepost.model.path import VaultPath
from milepost.model.problem import Code, Problem
from milepost.model.vault import SourceFile
from milepost.notes.frontmatter import split
from milepost.ofm.wikilink import BRACKETS, split_target, words_for
from milepost.settings import Settings

__all__ = ["Mend", "plan_mends"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
# A slip of the finger or two: further off, the word may be another one, as "none" is not "done".
_NEAR = 0.8


class Mend(Frozen):
    """What becomes of a problem."""

    problem: Problem
    before: tuple[str, ...]
    """The lines that change, as they are."""
    after: tuple[str, ...]
    """What stands in their place."""


def plan_mends(
    files: Mapping[VaultPath, SourceFile], problems: Iterable[Problem], index: LinkIndex, settings: Settings
) -> tuple[tuple[Edit, ...], tuple[Mend, ...]]:
    """The edits that mend what can be mended, one a file, and each problem that is then gone.

    link-ambiguous   the folder of the file that is used now, with the words that are shown now
    status-unknown   the one word that is near, or has the same letters
    kind-unknown     the one kind that does
    """
    texts: dict[VaultPath, str] = {}
    mends: list[Mend] = []
    for problem in problems:
        file = files.get(problem.path)
        if file is None:
            continue
        before = texts.get(file.path, file.text)
        after = _mended(problem, file.path, before, index, settings)
        if after != before:
            texts[file.path] = after
            mends.append(Mend(problem, *_changed(before, after)))
    edits = (Edit(path, files[path].text, text) for path, text in texts.items())
    return tuple(edits), tuple(mends)


def _mended(problem: Problem, path: VaultPath, text: str, index: LinkIndex, settings: Settings) -> str:
    match problem.code:
        case Code.LINK_AMBIGUOUS:
            return _with_folder(path, text, problem.line, index)
        case Code.STATUS_UNKNOWN:
            return _with_near(path, text, "status", settings.statuses)
        case Code.KIND_UNKNOWN:
            return _with_near(path, text, "kind", settings.kinds)
        case _:
            return text


def _changed(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of each that the other does not have, from the first to the last."""
    old, new = before.splitlines(), after.splitlines()
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    return tuple(old[head : len(old) - tail]), tuple(new[head : len(new) - tail])


def _alike(some: Iterable[str], others: Iterable[str]) -> int:
    """How many lines are the same before the first that is not."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))


def _with_near(path: VaultPath, text: str, name: str, known: Iterable[str]) -> str:
    """The note with the one known word that its property is near to; unchanged where it is not one."""
    word, known = str(split(path, text).values.get(name)).strip().lower(), list(known)
    near = get_close_matches(word, known, n=2, cutoff=_NEAR)
    near += [each for each in known if sorted(each) == sorted(word) and each not in near]
    try:
        return set_property(path, text, name, near[0]) if len(near) == 1 else text
    except EditError:
        return text


def _with_folder(path: VaultPath, text: str, line: int, index: LinkIndex) -> str:
    """The note with the whole path in each ambiguous link of a line."""
    lines = _LINE.findall(text)
    if not 0 < line <= len(lines):
        return text
    old, new, at = lines[line - 1], "", 0
    bar = "\\|" if old.lstrip().startswith("|") else "|"
    for found in BRACKETS.finditer(old):
        target, words = split_target(found[1])
        goal = resolve(index, path, target)
        if isinstance(goal, Ambiguous):
            place = goal.chosen.removesuffix(".md") + "".join(f"#{part}" for part in target.places)
            is_embed = old[found.start() - 1 : found.start()] == "!"
            shown = words or ("" if is_embed else words_for(target))
            new += f"{old[at : found.start()]}[[{place}{bar + shown if shown else ''}]]"
            at = found.end()
    lines[line - 1] = new + old[at:]
    return "".join(lines)
