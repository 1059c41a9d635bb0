"""How far experiments have come, as bars in the terminal."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from milepost.experiment.journal import Progress as Mark

__all__ = ["Bars"]


class Bars:
    """A line for each experiment while it runs, and one for all; none where no terminal shows them."""

    def __init__(self, experiments: int) -> None:
        console = Console(stderr=True)
        self._shown = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            redirect_stdout=False,  # what is printed shall stay where the user sends it
            redirect_stderr=False,
            disable=not console.is_interactive,
        )
        self._tasks, self._said, self._printing = dict[str, TaskID](), set[str](), threading.Lock()
        self._whole = self._shown.add_task(
            "experiments", total=experiments, speed="", visible=experiments > 1
        )

    def __enter__(self) -> Self:
        self._shown.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shown.stop()

    def of(self, experiment: str) -> Callable[[Mark], None]:
        """What to tell the progress of one experiment to."""

        def show(mark: Mark) -> None:
            if experiment not in self._tasks:
                self._tasks[experiment] = self._shown.add_task(experiment, total=None, speed="")
            speed = f"{mark.tokens / mark.seconds:.0f} tokens/s" if mark.seconds else ""
            self._shown.update(self._tasks[experiment], completed=mark.done, total=mark.total, speed=speed)

        return show

    def end(self, experiment: str) -> None:
        """Take its line away."""
        self._shown.advance(self._whole)
        if experiment in self._tasks:
            self._shown.remove_task(self._tasks.pop(experiment))

    def say(self, text: str) -> None:
        """Tell the user something, once."""
        if text not in self._said:
            self._said.add(text)
            self.echo(text, err=True)

    def echo(self, text: str, *, err: bool = False) -> None:
        """Print while the lines are out of the way."""
        with self._printing:
            self._shown.stop()
            click.echo(text, err=err)
            self._shown.start()
