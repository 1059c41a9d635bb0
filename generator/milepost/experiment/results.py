"""From a finished run to its folder in the vault: judged, written beside, then swapped in whole."""

import math
import shutil
import signal
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from milepost.experiment.journal import Attempt
from milepost.experiment.note import added_properties, digest_of, note_text
from milepost.experiment.process import Ending, Limits
from milepost.experiment.record import RECORD, Record, record_text
from milepost.experiment.source import text_digest
from milepost.model.frozen import replace
from milepost.model.run import Outcome

__all__ = ["DATA", "altered_files", "judge", "publish", "recover", "with_failure"]

DATA = "data.json"
"""What figures are drawn from, beside the record."""

_MOST_WORDS = 200  # characters of a script's last line


def judge(attempt: Attempt, ending: Ending, limits: Limits, folder: Path, vault: str) -> tuple[Outcome, str]:
    """How the run in `folder` ended, and why it did not end well ("" where it did).

    `vault` is the way from the project's folder to the vault, where a script has no business.
    """
    if ending.exceeded:
        limit = getattr(limits, ending.exceeded)
        words = {
            "seconds": f"ended after its {limit:g} s were up",
            "memory_gib": f"ended because it held more than {limit:.3g} GiB of memory",
            "output_mib": f"ended because it printed more than {limit:g} MiB",
            "files_mib": f"ended because it left more than {limit:g} MiB of files",
        }
        outcome = Outcome.TIMEOUT if ending.exceeded == "seconds" else Outcome.FAILED
        return outcome, words[ending.exceeded]
    reasons = (*_faults(attempt, ending), *_trespasses(attempt, vault), *_no_images(attempt, folder))
    return (Outcome.FAILED, "; ".join(reasons)) if reasons else (Outcome.OK, "")


def _faults(attempt: Attempt, ending: Ending) -> Iterator[str]:
    if attempt.error:
        yield attempt.error
    elif ending.status < 0:
        names = {each.value: each.name for each in signal.Signals}  # not all have one
        yield f"killed by {names.get(-ending.status, f'signal {-ending.status}')}"
    elif ending.status != 0 or not attempt.is_complete:
        words = next((line.strip() for line in reversed(ending.output.splitlines()) if line.strip()), "")
        said = f", saying: {words[:_MOST_WORDS]}" if words else ""
        yield f"left with status {ending.status} before its function returned{said}"
    yield from (f"the metric {each.name} is no number" for each in attempt.metrics if math.isnan(each.value))
    yield from (f"{each.what}: {each.detail}" for each in attempt.checks if not each.passed)
    if attempt.is_complete and not attempt.figures:
        yield "it drew no figure"


def _trespasses(attempt: Attempt, vault: str) -> Iterator[str]:
    for path in map(PurePosixPath, attempt.written):
        if path.is_relative_to(vault) and "__pycache__" not in path.parts:  # that is Python's own
            yield f"it wrote {path} in the vault, not in the folder that it works in"


def _no_images(attempt: Attempt, folder: Path) -> Iterator[str]:
    """Files that the script has spoilt after they were drawn."""
    for figure in attempt.figures:
        for name in (figure.light, figure.dark):
            try:
                root = ElementTree.fromstring((folder / name).read_bytes())
            except (OSError, ElementTree.ParseError):
                yield f"{name} is no image"
                continue
            if not root.tag.endswith("}svg"):
                yield f"{name} is no image"


def with_failure(record: Record, previous: Record | None) -> Record:
    """What to keep of a run that did not end well: the last good results, if there are any."""
    if previous is None or not previous.figures:
        return record
    return replace(
        previous,
        title=record.title,
        question=record.question,
        serves=record.serves,
        outcome=record.outcome,
        reason=record.reason,
        checks=record.checks,
    )


def altered_files(record: Record | None, folder: Path) -> tuple[str, ...]:
    """Files that a run would overwrite although it did not write them as they are, by name."""
    note = f"{folder.name}.md"
    written = record.files if record else dict[str, str]()
    names = sorted({*written, note})
    return tuple(
        name for name in names if (folder / name).is_file() and not _is_written(folder / name, record)
    )


def _is_written(file: Path, record: Record | None) -> bool:
    if record is None or file.name not in record.files:
        return False
    return digest_of(file.name, file.read_bytes(), record) == record.files[file.name]


def publish(record: Record, made: Mapping[str, str], previous: Record | None, folder: Path) -> None:
    """Write note, record and figures, and put them in the folder's place at one stroke.

    Files that a person has put into the folder stay, and properties that were added to the note. `made` holds
    new figures and their data by file name; those of the record that are not among them stay as they are.
    """
    note = f"{folder.name}.md"
    texts = {**made, note: note_text(record, _added(folder / note, record, previous))}
    kept = {name: previous.files[name] for name in _result_files(record) - made.keys()} if previous else {}
    files = dict(
        sorted({**kept, **{name: text_digest(text.encode()) for name, text in texts.items()}}.items())
    )
    texts[RECORD] = record_text(replace(record, files=files))

    new, old = _beside(folder, "new"), _beside(folder, "old")
    shutil.rmtree(new, ignore_errors=True)  # left by a run that was killed
    new.mkdir(parents=True)
    outdated = (previous.files.keys() if previous else set[str]()) - files.keys()
    if folder.exists():
        for each in folder.iterdir():
            if each.name not in outdated and each.name not in texts:
                _copy(each, new)
    for name, text in texts.items():
        (new / name).write_text(text, encoding="utf-8", newline="\n")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _added(note: Path, record: Record, previous: Record | None) -> tuple[str, ...]:
    if previous is None or not note.is_file():
        return ()
    return added_properties(note.read_text(encoding="utf-8", errors="replace"), previous, record)


def recover(folder: Path) -> None:
    """Put things right if an earlier run was killed between the two halves of its swap."""
    old = _beside(folder, "old")
    if old.exists():
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)
    shutil.rmtree(_beside(folder, "new"), ignore_errors=True)


def _beside(folder: Path, word: str) -> Path:
    """A hidden folder beside the results: Obsidian and the generator pass over it."""
    return folder.with_name(f".{folder.name}.{word}")


def _result_files(record: Record) -> set[str]:
    """What a run leaves beside note and record."""
    files = {name for each in record.figures for name in (each.light, each.dark)}
    return files | ({DATA} if any(each.draw for each in record.figures) else set())


def _copy(source: Path, folder: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, folder / source.name, symlinks=True)
    else:
        shutil.copy2(source, folder / source.name, follow_symlinks=False)
