"""Recorded results shown anew, without a run."""

import json
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from milepost.experiment.job import write_job
from milepost.experiment.journal import follow
from milepost.experiment.process import Limits, run_process
from milepost.experiment.record import Record
from milepost.experiment.report import Report, Verdict
from milepost.experiment.request import Request
from milepost.experiment.results import DATA, publish
from milepost.experiment.work import command_of, files_of, job_of, working_folder
from milepost.model.frozen import replace
from milepost.model.words import counted

__all__ = ["refresh"]

_REDRAW_SECONDS = 300


def refresh(request: Request, previous: Record) -> Report:
    """Show the recorded results anew, as the script draws and words them now; nothing is computed."""
    name = request.declaration.id
    if request.dry_run:
        return Report(name, Verdict.DUE, "its figures would be drawn again")
    file = request.folder / DATA
    kept: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    figures: list[Mapping[str, Any]] = [
        {"name": each.name, "alt": each.alt, "draw": each.draw, "data": kept[each.name]}
        for each in previous.figures
        if each.draw and each.name in kept
    ]
    record = replace(
        previous,
        title=request.declaration.title,
        question=request.declaration.question,
        serves=request.declaration.serves,
    )
    drawn: dict[str, str] = {}
    if figures:
        with working_folder() as work:
            write_job(replace(job_of(request, None), redraws=figures), work)
            with closing(follow(work)) as journal:
                ending = run_process(command_of(work), work, Limits(_REDRAW_SECONDS), lambda: None)
                attempt = next(journal)
            if not attempt.is_complete:
                reason = attempt.error or f"left with status {ending.status}"
                return Report(name, Verdict.FAILED, f"cannot be drawn again: {reason}", ending.output)
            drawn = files_of(attempt, work)
            drawing = {**previous.inputs.drawing, **attempt.inputs.drawing}
            texts = _still(previous.inputs.texts, attempt.inputs.texts)
            record = replace(record, inputs=replace(previous.inputs, drawing=drawing, texts=texts))
    publish(record, drawn, previous, request.folder)
    count = counted(len(figures), "figure")
    return Report(name, Verdict.REDRAWN, f"{count} drawn again, nothing computed")


def _still(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The texts that are as they were when the results were computed; of others nobody has looked at all."""
    return {path: text for path, text in before.items() if now.get(path, text) == text}
