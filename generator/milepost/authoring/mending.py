"""Mends of problems that cannot be wrong, or that the problem itself proposes: planned, and no other byte."""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import takewhile

from milepost.authoring.property import set_property
from milepost.errors import EditError
from milepost.links.resolve import resolve
from milepost.model.edit import Edit
from milepost.model.frozen import Frozen
from milepost.model.link import Ambiguous, LinkIndex, Target
from milepost.model.note import Note
from milepost.model.path import VaultPath, link_path
from milepost.model.problem import Code, Problem
from milepost.model.vault import SourceFile
from milepost.notes.frontmatter import lines_of, split
from milepost.ofm.wikilink import BRACKETS, split_target, words_for
from milepost.settings import Settings

__all__ = ["Mend", "plan_mends"]

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
    files: Mapping[VaultPath, SourceFile],
    problems: Iterable[Problem],
    notes: Mapping[VaultPath, Note],
    index: LinkIndex,
    settings: Settings,
) -> tuple[tuple[Edit, ...], tuple[Mend, ...]]:
    """The edits that mend what can be mended, one a file, and each problem that is then gone.

    link-ambiguous   the folder of the file that is used now, with the words that are shown now; not on a line
                     that says the same where it is no link, as in code
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
        note = notes.get(file.path)
        mentions = (*note.links, *note.embeds) if note else ()
        targets = Counter(each.target for each in mentions if each.line == problem.line)
        after = _mended(problem, before, targets, index, settings)
        if after != before:
            texts[file.path] = after
            mends.append(Mend(problem, *_changed(before, after)))
    edits = (Edit(path, files[path].text, text) for path, text in texts.items())
    return tuple(edits), tuple(mends)


def _mended(
    problem: Problem, text: str, targets: Counter[Target], index: LinkIndex, settings: Settings
) -> str:
    path = problem.path
    match problem.code:
        case Code.LINK_AMBIGUOUS:
            return _with_folder(path, text, problem.line, targets, index)
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


def _with_folder(path: VaultPath, text: str, line: int, targets: Counter[Target], index: LinkIndex) -> str:
    """The note with the whole path in each ambiguous link of a line, whose links have these targets."""
    lines = lines_of(text)
    if not 0 < line <= len(lines):
        return text
    old, new, at = lines[line - 1], "", 0
    is_property = line < split(path, text).first_line
    bar = "\\|" if "|" in BRACKETS.sub("", old) and not is_property else "|"
    changed: Counter[Target] = Counter()
    for found in BRACKETS.finditer(old):
        target, words = split_target(found[1])
        goal = resolve(index, path, target)
        if isinstance(goal, Ambiguous):
            place = link_path(goal.chosen) + "".join(f"#{part}" for part in target.places)
            is_embed = old[found.start() - 1 : found.start()] == "!"
            shown = words or ("" if is_embed else words_for(target))
            new += f"{old[at : found.start()]}[[{place}{bar + shown if shown else ''}]]"
            at = found.end()
            changed[target] += 1
    lines[line - 1] = new + old[at:]
    mended = "".join(lines)
    return text if changed - targets or split(path, mended).problem else mended
