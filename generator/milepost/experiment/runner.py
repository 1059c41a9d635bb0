"""Running experiments: which ones need it, each in a process of its own, and what to say afterwards."""

import datetime
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from milepost.errors import ExperimentError
from milepost.experiment.declare import Declaration, Profile, read_declaration
from milepost.experiment.inputs import staleness_key
from milepost.experiment.job import Job, write_job
from milepost.experiment.journal import Attempt, follow
from milepost.experiment.models import ModelChoice, choose_model, ready_model
from milepost.experiment.process import run_process
from milepost.experiment.provenance import commit_of, load_average, machine
from milepost.experiment.record import Outcome, Record, read_record
from milepost.experiment.results import altered_files, judge, publish, recover, with_failure

__all__ = ["Report", "Verdict", "exit_status", "run_alone", "run_experiment"]


class Verdict(StrEnum):
    """What became of a request to run an experiment."""

    OK = "ok"
    """It ran, and its results are in the vault."""
    FAILED = "failed"
    """It ran and did not end well; the vault says so beside the last good results."""
    CURRENT = "current"
    """Nothing that decides its results has changed, so it was not run."""
    DUE = "due"
    """It would run; this was a dry run."""
    KEPT = "kept"
    """Better results stand, so it was not run."""
    REFUSED = "refused"
    """It lacks what it needs, or running it would overwrite what should stay."""


@dataclass(frozen=True, slots=True)
class Report:
    """What to tell the user about one experiment."""

    experiment: str
    verdict: Verdict
    message: str
    output: str = ""
    """The end of what the script wrote; "" where it ran well or not at all."""

    def __str__(self) -> str:
        return f"{self.experiment}: {self.verdict}: {self.message}"


def run_experiment(
    declaration: Declaration,
    vault: Path,
    profile: Profile = "small",
    *,
    named: bool = False,
    force: bool = False,
    dry_run: bool = False,
    model: ModelChoice | None = None,
    on_progress: Callable[[int, int | None], None] = lambda done, total: None,
) -> Report:
    """What became of the experiment, run if it needs it; its results are then in `vault/experiments/<id>/`.

    Args:
        declaration: The experiment.
        vault: The vault's folder.
        profile: Whose parameters it gets.
        named: The user asked for this one, so it runs even if its results are current.
        force: As `named`; overwrites hand-made changes, and full results by small ones.
        dry_run: Only say whether it would run; nothing is run or written.
        model: What an experiment that needs a model gets; `None` leaves it to `choose_model`.
        on_progress: Told how many items the experiment has tracked, and of how many.

    Raises:
        ExperimentError: the results cannot be written.
    """
    if unknown := [repr(each) for each in declaration.needs if each != "model"]:
        message = f"needs {', '.join(unknown)}, which nothing provides; known is 'model'"
        return Report(declaration.id, Verdict.REFUSED, message)
    folder = vault.resolve() / "experiments" / declaration.id
    try:
        if not dry_run:
            recover(folder)
        previous = read_record(folder)
        if not force and (report := _objection(declaration, profile, previous, folder, named=named)):
            return report
        if dry_run:
            return Report(declaration.id, Verdict.DUE, f"the {profile} profile would run")
        try:
            folder_of_model = _model_folder(declaration, model)
        except ExperimentError as error:
            return Report(declaration.id, Verdict.REFUSED, str(error))
        return _run(declaration, profile, folder_of_model, previous, folder, on_progress)
    except OSError as error:
        raise ExperimentError(declaration.id, f"its results cannot be kept in {folder}: {error}") from error


def exit_status(reports: Iterable[Report]) -> int:
    """0 if all is well, 1 if an experiment failed, 2 if one was refused."""
    rank = {Verdict.FAILED: 1, Verdict.REFUSED: 2}
    return max((rank.get(each.verdict, 0) for each in reports), default=0)


def run_alone(file: Path) -> int:
    """Run one script's small profile, print what became of it, and give back the exit status.

    The vault is the nearest folder called `vault` above the script.
    """
    try:
        declaration = read_declaration(file)
        vaults = (folder / "vault" for folder in file.resolve().parents)
        vault = next((each for each in vaults if each.is_dir()), None)
        if vault is None:
            raise ExperimentError(
                str(file), f"has no vault above it; use: milepost run {declaration.id} --vault DIR"
            )
        report = run_experiment(declaration, vault, named=True)
    except ExperimentError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stderr.write(report.output)
    sys.stdout.write(f"{report}\n")
    return exit_status([report])


def _objection(
    declaration: Declaration, profile: Profile, previous: Record | None, folder: Path, *, named: bool
) -> Report | None:
    """Why the experiment should not run now, if there is a reason."""
    if altered := altered_files(previous, folder):
        message = (
            f"no recorded run wrote {', '.join(altered)} in {folder} as it stands; "
            "keep the words elsewhere, or use --force"
        )
        return Report(declaration.id, Verdict.REFUSED, message)
    if previous is None or not previous.figures:
        return None
    is_current = (
        previous.outcome == "ok"
        and previous.key == staleness_key(declaration, previous.profile)
        and all((folder / name).is_file() for name in previous.files)
    )
    if is_current and not named and previous.profile in (profile, "full"):
        message = f"nothing changed since its {previous.profile} run; name it to run it again"
        return Report(declaration.id, Verdict.CURRENT, message)
    if previous.profile == "full" and profile == "small":
        message = "small results never replace full ones; renew them with --profile full, or use --force"
        return Report(declaration.id, Verdict.KEPT, message)
    return None


def _model_folder(declaration: Declaration, choice: ModelChoice | None) -> Path | None:
    return ready_model(choice or choose_model(None)).folder if "model" in declaration.needs else None


def _run(
    declaration: Declaration,
    profile: Profile,
    model: Path | None,
    previous: Record | None,
    folder: Path,
    on_progress: Callable[[int, int | None], None],
) -> Report:
    started = datetime.datetime.now(datetime.UTC)
    load = load_average()
    # The script works in a folder of its own, which goes away with whatever else it leaves there.
    with (
        tempfile.TemporaryDirectory(prefix="milepost-") as name,
        closing(follow(work := Path(name))) as journal,
    ):
        write_job(Job(declaration.file.resolve(), declaration.params(profile), model), work)
        command = (sys.executable, "-P", "-m", "milepost.experiment.child", name)
        ending = run_process(
            command, work, declaration.timeout_seconds, lambda: on_progress(*next(journal).progress)
        )
        attempt = next(journal)
        outcome, reason = judge(attempt, ending, declaration.timeout_seconds)
        reason = _without_places(reason, work, declaration.file.resolve().parent.parent)
        measured = {
            "started": f"{started:%Y-%m-%dT%H:%M:%SZ}",
            "seconds": round(ending.seconds, 1),
            **attempt.used,
            "load_average": load,
            "commit": commit_of(declaration.file),
        }
        record = _record(declaration, profile, outcome, reason, attempt, measured)
        if outcome == "ok":
            files = [name for each in attempt.figures for name in (each.light, each.dark)]
            publish(record, {each: (work / each).read_text("utf-8") for each in files}, previous, folder)
            place = folder.relative_to(folder.parents[2]).as_posix()
            message = f"{ending.seconds:.1f} s, {len(attempt.checks)} checks passed, results in {place}"
            return Report(declaration.id, Verdict.OK, message)
        kept = with_failure(record, previous)
        publish(kept, {}, previous, folder)
    stay = "; the last good figures stay" if kept.figures else ""
    return Report(declaration.id, Verdict.FAILED, f"{reason}{stay}", ending.output)


def _record(
    declaration: Declaration,
    profile: Profile,
    outcome: Outcome,
    reason: str,
    attempt: Attempt,
    measured: Mapping[str, object],
) -> Record:
    is_good = outcome == "ok"  # half a run's figures and numbers are not worth keeping
    return Record(
        experiment=declaration.id,
        title=declaration.title,
        question=declaration.question,
        serves=declaration.serves,
        script=f"{declaration.file.resolve().parent.name}/{declaration.file.name}",
        outcome=outcome,
        reason=reason,
        checks=tuple(attempt.checks),
        profile=profile,
        params=declaration.params(profile),
        seed=declaration.seed,
        key=staleness_key(declaration, profile),
        metrics=tuple(attempt.metrics) if is_good else (),
        figures=tuple(attempt.figures) if is_good else (),
        tables=tuple(attempt.tables) if is_good else (),
        software=attempt.software,
        machine=machine(),
        measured=measured,
        files={},
    )


def _without_places(reason: str, work: Path, project: Path) -> str:
    """The reason without where this computer keeps things: it is published."""
    for place, word in ((work, ""), (project, ""), (Path.home(), "~/")):
        reason = reason.replace(f"{place}{os.sep}", word).replace(str(place), word or ".")
    return reason
