"""Several experiments, one after the other or side by side."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from milepost.errors import ExperimentError
from milepost.experiment.journal import Progress
from milepost.experiment.record import read_record
from milepost.experiment.report import Report, Verdict
from milepost.experiment.request import Request
from milepost.experiment.runner import run_experiment
from milepost.model.frozen import replace

__all__ = ["run_several"]


def run_several(requests: Sequence[Request], jobs: int = 1) -> Iterator[Report]:
    """What becomes of each, as they finish; the quickest by their last runs come first.

    Experiments that measure time run by themselves, after the others. If the iteration is given up, whatever
    still runs is ended.
    """
    ordered = sorted(requests, key=_seconds)
    if jobs == 1:
        yield from map(_report, ordered)
        return
    yield from _side_by_side([each for each in ordered if not each.declaration.is_timing], jobs)
    yield from map(_report, (each for each in ordered if each.declaration.is_timing))


def _side_by_side(requests: Sequence[Request], jobs: int) -> Iterator[Report]:
    given_up = threading.Event()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            waiting = [pool.submit(_report, _stoppable(each, given_up)) for each in requests]
            for each in as_completed(waiting):
                yield each.result()
        except BaseException:  # the user's interrupt above all
            given_up.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class _GivenUpError(Exception):
    """Nobody waits for the run any more."""


def _stoppable(request: Request, given_up: threading.Event) -> Request:
    def show(progress: Progress) -> None:
        if given_up.is_set():
            raise _GivenUpError
        request.on_progress(progress)

    return replace(request, on_progress=show)


def _report(request: Request) -> Report:
    """What becomes of one; that it cannot be run or kept does not keep the others from running."""
    try:
        return run_experiment(request)
    except ExperimentError as error:
        return Report(request.declaration.id, Verdict.REFUSED, str(error).removeprefix(f"{error.where}: "))


def _seconds(request: Request) -> tuple[float, str]:
    """What the experiment took when it last ran; its time limit where it never did."""
    record = read_record(request.folder)
    seconds = record.measured.get("seconds") if record else None
    return (
        seconds if isinstance(seconds, (int, float)) else request.declaration.timeout_seconds,
        request.declaration.id,
    )
