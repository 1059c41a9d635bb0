"""Running an experiment: whether it needs it, in a process of its own, and what to say afterwards."""

import contextlib
import datetime
import json
import math
import os
import threading
from collections.abc import Mapping
from pathlib import Path

from milepost.errors import ExperimentError
from milepost.experiment.blas import INSTALL_OPENBLAS, SLOW_MATRICES, has_fast_matrices
from milepost.experiment.declare import Declaration, read_declaration
from milepost.experiment.freshness import Changes, compare, installed_drift
from milepost.experiment.inputs import NO_INPUTS, Inputs
from milepost.experiment.job import write_job
from milepost.experiment.journal import Attempt, follow
from milepost.experiment.models import Model, choose_model, ready_model
from milepost.experiment.process import Ending, Limits, run_process
from milepost.experiment.provenance import commit_of, load_average, machine, memory_gib
from milepost.experiment.record import Record, read_record
from milepost.experiment.refresh import refresh
from milepost.experiment.report import Report, Verdict
from milepost.experiment.request import Request
from milepost.experiment.results import altered_files, judge, publish, recover, with_failure
from milepost.experiment.work import command_of, files_of, job_of, working_folder
from milepost.model.frozen import Frozen, replace
from milepost.model.run import Outcome
from milepost.model.words import counted

__all__ = ["run_experiment"]

_KNOWN_NEEDS = ("model", "text")
_SHARE_OF_MEMORY = 0.9  # that a full profile may hold
_SLOWER = 10  # times, without OpenBLAS; reading is 18 to 33 times slower, writing 1.2 to 5 times
_MAKING = threading.Lock()  # experiments that run side by side wait for one download


def run_experiment(request: Request) -> Report:
    """What became of the experiment, run or drawn again if it needs it.

    Raises:
        ExperimentError: the results cannot be written.
    """
    declaration, folder = request.declaration, request.folder

    def say(verdict: Verdict, message: str) -> Report:
        return Report(declaration.id, verdict, message)

    if unknown := [repr(each) for each in declaration.needs if each not in _KNOWN_NEEDS]:
        return say(
            Verdict.REFUSED,
            f"needs {', '.join(unknown)}, which nothing provides; known are 'model' and 'text'",
        )
    try:
        if not request.dry_run:
            recover(folder)
        previous = None if request.changed else read_record(folder)
        if message := _altered(request, previous):
            return say(Verdict.REFUSED, message)
        found = _changes(request, previous)
        if (
            previous
            and found
            and not request.force
            and (report := _without_running(request, previous, found))
        ):
            return report
        if slow := _too_slow(request, previous):
            return say(Verdict.REFUSED, slow)
        why = f" ({', '.join(found.results)})" if found and found.results else ""
        if request.dry_run:
            return say(Verdict.DUE, f"the {request.profile} profile would run{why}")
        try:
            model = _ready(request)
        except ExperimentError as error:
            return say(Verdict.REFUSED, str(error))
        return _Attempt(request, model, previous).report()
    except OSError as error:
        with contextlib.suppress(OSError):
            recover(folder)  # half a set of results takes room where there is none
        raise ExperimentError(declaration.id, f"its results cannot be kept in {folder}: {error}") from error


def _altered(request: Request, previous: Record | None) -> str:
    """Which files new results would overwrite though no run wrote them; "" if they may."""
    if request.force or request.changed or not (altered := altered_files(previous, request.folder)):
        return ""
    return (
        f"no recorded run wrote {', '.join(altered)} in {request.folder} as it stands; "
        "keep the words elsewhere, or use --force"
    )


def _changes(request: Request, previous: Record | None) -> Changes | None:
    if previous is None:
        return None
    choice = request.model or choose_model(None)
    return compare(previous, request.declaration, request.root, request.folder, choice)


def _without_running(request: Request, previous: Record, found: Changes) -> Report | None:
    """What is to be said or drawn of results that a run would not improve, if they are such."""
    name, profile = previous.experiment, request.profile
    if not found.results and not request.named and previous.profile in (profile, "full"):
        if found.looks:
            return refresh(request, previous)
        drift = installed_drift(previous)
        drifted = f" (drifted: {', '.join(drift)})" if drift else ""
        message = f"nothing changed since its {previous.profile} run; name it to run it again{drifted}"
        return Report(name, Verdict.CURRENT, message)
    if previous.figures and previous.profile == "full" and profile == "small":
        message = "small results never replace full ones; renew them with --profile full, or use --force"
        return Report(name, Verdict.KEPT, message)
    return None


def _ready(request: Request) -> Model | None:
    if not request.declaration.needs:
        return None
    choice = request.model or choose_model(None)
    if choice.kind == "address":
        if "model" in request.declaration.needs:
            raise ExperimentError("model", "lies behind an address, and this experiment looks inside of it")
    elif not has_fast_matrices():
        request.say(SLOW_MATRICES)
    with _MAKING:
        return ready_model(choice, request.say)


def _too_slow(request: Request, previous: Record | None) -> str:
    """Why the run would exceed its time on this machine; "" if it may be tried."""
    declaration, choice = request.declaration, request.model or choose_model(None)
    if not declaration.needs or choice.kind == "address" or request.force or has_fast_matrices():
        return ""
    if previous is None or previous.profile != request.profile:
        if request.profile == "small":
            return ""
        return f"its full profile is too much without OpenBLAS; {INSTALL_OPENBLAS}, or use --force"
    seconds = previous.measured.get("cpu_seconds")
    was_fast = previous.machine.get("matrices") not in ("reference BLAS", "")
    if not was_fast or not isinstance(seconds, (int, float)):
        return ""
    if seconds * _SLOWER <= declaration.timeout_seconds:
        return ""
    return (
        f"takes {seconds:g} s where OpenBLAS is installed, and here more than its "
        f"{declaration.timeout_seconds:g} s; {INSTALL_OPENBLAS}, or use --force"
    )


class _Attempt(Frozen):
    """One run, from its start to the record of it."""

    request: Request
    model: Model | None
    previous: Record | None

    def report(self) -> Report:
        """Run it, judge it, and keep what is worth keeping."""
        request = self.request
        started = datetime.datetime.now(datetime.UTC)
        load = load_average()
        limits = Limits(request.declaration.timeout_seconds, self._memory_gib())
        with working_folder() as work:
            write_job(job_of(request, self.model), work)
            with contextlib.closing(follow(work)) as journal:
                ending = run_process(
                    command_of(work), work, limits, lambda: request.on_progress(next(journal).progress)
                )
                attempt = next(journal)
            vault = _relative(request.vault.resolve(), request.root.resolve())
            outcome, reason = judge(attempt, ending, limits, work, vault)
            reason = _without_places(reason, work, request.root.resolve())
            measured = {
                "started": f"{started:%Y-%m-%dT%H:%M:%SZ}",
                "seconds": round(ending.seconds, 1),
                **attempt.used,
                "load_average": load,
                "commit": commit_of(request.declaration.file),
            }
            if attempt.is_complete:
                request.checkpoint.unlink(missing_ok=True)
            record = self._record(outcome, reason, attempt, measured)
            return self._kept(record, attempt, ending, work)

    def _kept(self, record: Record, attempt: Attempt, ending: Ending, work: Path) -> Report:
        folder, name = self.request.folder, record.experiment
        if message := _altered(self.request, self.previous):  # while it ran
            if not altered_files(read_record(folder), folder):
                message = "another run of it ended meanwhile, whose results stay; run it again if need be"
            return Report(name, Verdict.REFUSED, message, ending.output)
        if record.outcome is Outcome.OK:
            publish(record, files_of(attempt, work), self.previous, folder)
            checks, place = counted(len(record.checks), "check"), _place(self.request)
            return Report(name, Verdict.OK, f"{ending.seconds:.1f} s, {checks} passed, results in {place}")
        if self.request.changed:
            return Report(name, Verdict.FAILED, record.reason, ending.output)
        kept = with_failure(record, self.previous)
        publish(kept, {}, self.previous, folder)
        stay = "; the last good figures stay" if kept.figures else ""
        return Report(name, Verdict.FAILED, f"{record.reason}{stay}", ending.output)

    def _memory_gib(self) -> float:
        if self.request.profile == "small":
            return self.request.declaration.memory_gib
        whole = memory_gib()
        return whole * _SHARE_OF_MEMORY if whole else math.inf

    def _record(
        self, outcome: Outcome, reason: str, attempt: Attempt, measured: Mapping[str, object]
    ) -> Record:
        request, declaration = self.request, self.request.declaration
        is_good = outcome is Outcome.OK  # half a run's figures and numbers are not worth keeping
        return Record(
            experiment=declaration.id,
            title=declaration.title,
            question=declaration.question,
            serves=declaration.serves,
            script=_relative(declaration.file.resolve(), request.root.resolve()),
            outcome=outcome,
            reason=reason,
            checks=tuple(attempt.checks),
            profile=request.profile,
            params=json.loads(json.dumps(request.params)),
            seed=declaration.seed,
            model=attempt.model,
            inputs=_trusted(attempt.inputs, declaration) if is_good else NO_INPUTS,
            metrics=tuple(attempt.metrics) if is_good else (),
            figures=tuple(attempt.figures) if is_good else (),
            tables=tuple(attempt.tables) if is_good else (),
            software=attempt.software,
            machine=machine(),
            measured=measured,
            before=_before(self.previous, attempt),
            files={},
        )


def _trusted(inputs: Inputs, declaration: Declaration) -> Inputs:
    """The inputs; without their texts if the script was changed before it ran and says other things now."""
    try:
        is_same = read_declaration(declaration.file) == declaration
    except ExperimentError:
        is_same = False
    return inputs if is_same else replace(inputs, texts={})


def _before(previous: Record | None, attempt: Attempt) -> Mapping[str, object]:
    """What to keep of the good run before; of its metrics those whose unit is still the same."""
    if previous is None or not previous.figures:
        return {}
    units = {(each.name, each.unit) for each in attempt.metrics}
    return {
        "started": previous.measured["started"],
        "profile": previous.profile,
        "model": previous.model.get("name", ""),
        "metrics": {each.name: each.value for each in previous.metrics if (each.name, each.unit) in units},
    }


def _relative(file: Path, root: Path) -> str:
    return (file.relative_to(root) if file.is_relative_to(root) else Path(file.name)).as_posix()


def _place(request: Request) -> str:
    """The folder of the results as a user knows it: from the project, or from a vault that lies elsewhere."""
    folder, root = request.folder, request.root.resolve()
    return folder.relative_to(root if folder.is_relative_to(root) else folder.parents[2]).as_posix()


def _without_places(reason: str, work: Path, project: Path) -> str:
    """The reason without where this computer keeps things: it is published."""
    for place, word in ((work, ""), (project, ""), (Path.home(), "~/")):
        if place.name:  # of a user without a home, as containers have, it is the root, which every path holds
            reason = reason.replace(f"{place}{os.sep}", word).replace(str(place), word or ".")
    return reason
