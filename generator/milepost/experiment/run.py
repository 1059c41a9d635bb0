"""What an experiment reports through: metrics, checks, figures, tables, progress."""

import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import asdict
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from milepost.errors import ExperimentError
from milepost.experiment.journal import Drawing, Journal
from milepost.experiment.show import show_number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Run"]

T = TypeVar("T")

_METRIC = re.compile(r"[a-z][a-z0-9_]*")
_FIGURE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SECONDS_BETWEEN_MARKS = 0.1


class Run:
    """One run of an experiment. Everything it is told is on disk at once."""

    def __init__(self, experiment: str, folder: Path, seed: int = 0, model: Path | None = None) -> None:
        self.seed = seed
        """Where every random choice starts: `numpy.random.default_rng(run.seed)`."""
        self._experiment, self._folder, self._model = experiment, folder, model
        self._journal = Journal(folder)
        self._names = set[tuple[str, str]]()

    def model(self) -> tuple[Any, Any]:
        """The language model and its tokenizer, as `mlx_lm.load` gives them; which one, the user chooses.

        Raises:
            ExperimentError: the experiment does not declare `needs=["model"]`, or mlx-lm is not installed.
        """
        from milepost.experiment.models import load_model

        if self._model is None:
            raise ExperimentError("run.model()", 'belongs to an experiment that declares needs=["model"]')
        return load_model(self._model)

    def track(self, items: Iterable[T]) -> Iterator[T]:
        """The items, one by one, shown as progress."""
        total = len(items) if isinstance(items, Sized) else None
        marked = 0.0
        for done, item in enumerate(items):
            if (now := time.monotonic()) - marked >= _SECONDS_BETWEEN_MARKS:
                marked = now
                self._journal.write("progress", {"done": done, "total": total})
            yield item

    def metric(self, name: str, value: float, *, unit: str) -> None:
        """Record a number; a value that is no finite number is recorded and fails the run.

        Args:
            name: Lower case with "_"; becomes the property `m_<name>` of the results note.
            value: The number, in `unit`.
            unit: "" for a plain ratio or count.
        """
        self._claim("metric", name, _METRIC, "accuracy_held_out")
        number = _plain(value)
        finite = number if math.isfinite(number) else None
        self._journal.write("metric", {"name": name, "value": finite, "unit": unit})

    def check(
        self,
        what: str,
        measured: float | str,
        *,
        equals: float | str | None = None,
        within: tuple[float, float] | None = None,
        below: float | None = None,
        above: float | None = None,
    ) -> None:
        """Test a claim against one bound; a failed one fails the run, which goes on to its end.

        `within` includes both ends, `below` and `above` exclude theirs. NaN passes none.

        Raises:
            ExperimentError: none or more than one bound is given.
        """
        outcomes: list[tuple[bool, str]] = []
        if equals is not None:
            outcomes.append((bool(measured == equals), f"equal to {show_number(equals)}"))
        if within is not None:
            low, high = within
            text = f"within {show_number(low)} and {show_number(high)}"
            outcomes.append((low <= float(measured) <= high, text))
        if below is not None:
            outcomes.append((float(measured) < below, f"below {show_number(below)}"))
        if above is not None:
            outcomes.append((float(measured) > above, f"above {show_number(above)}"))
        if len(outcomes) != 1:
            raise ExperimentError(f"check {what!r}", "takes one of equals=, within=, below=, above=")
        passed, bound = outcomes[0]
        detail = f"{show_number(measured)}, to be {bound}"
        self._journal.write("check", {"what": what, "passed": bool(passed), "detail": detail})

    def figure(self, name: str, draw: Callable[["Figure"], object], *, alt: str) -> None:
        """Draw a figure twice, for light and for dark pages.

        Args:
            name: Lower case with "-", unique in the experiment.
            draw: Fills the empty figure it is given. Called once for each colour scheme, so it must compute
                and draw at random nothing.
            alt: What the figure shows, for readers who cannot see it.

        Raises:
            ExperimentError: the name is taken or odd, or the alt text is empty.
        """
        from milepost.experiment.style import HEIGHT_PX, SCHEMES, WIDTH_PX, draw_svg  # loads Matplotlib

        self._claim("figure", name, _FIGURE, "loss-by-epoch")
        if not alt.strip():
            raise ExperimentError(f"figure {name!r}", "needs alt text: what it shows, in a sentence")
        files = {"light": f"{self._experiment}--{name}.svg", "dark": f"{self._experiment}--{name}.dark.svg"}
        for scheme in SCHEMES:
            svg = draw_svg(draw, scheme)
            (self._folder / files[scheme.name]).write_text(svg, encoding="utf-8", newline="\n")
        self._journal.write(
            "figure", asdict(Drawing(name, alt, **files, width_px=WIDTH_PX, height_px=HEIGHT_PX))
        )

    def table(self, name: str, rows: Iterable[Mapping[str, float | str]]) -> None:
        """Record rows of numbers and words; the columns are the keys of the first row."""
        plain = [{key: _cell(value) for key, value in row.items()} for row in rows]
        if not plain or any(list(row) != list(plain[0]) for row in plain):
            raise ExperimentError(f"table {name!r}", "needs rows, all with the same columns")
        self._claim("table", name, _FIGURE, "by-digit")
        self._journal.write("table", {"name": name, "rows": plain})

    def _claim(self, what: str, name: str, pattern: re.Pattern[str], example: str) -> None:
        if not pattern.fullmatch(name):
            raise ExperimentError(f"{what} {name!r}", f"needs a name such as {example!r}")
        if (what, name) in self._names:
            raise ExperimentError(f"{what} {name!r}", "is recorded twice; choose another name")
        self._names.add((what, name))


def _plain(value: float) -> float:
    """NumPy's numbers as Python's, so that JSON can hold them."""
    return int(value) if isinstance(value, Integral) else float(value)


def _cell(value: float | str) -> float | str:
    if isinstance(value, str):
        return value
    number = _plain(value)
    return number if math.isfinite(number) else str(number)
