"""What an experiment reports through: metrics, checks, figures, tables, progress."""

import json
import math
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, overload

from msgspec import to_builtins

from milepost.errors import ExperimentError
from milepost.experiment.checkpoint import Checkpoint
from milepost.experiment.journal import Drawing, Journal, Progress
from milepost.experiment.plain import plain
from milepost.experiment.seeding import seed_all
from milepost.experiment.show import show_apart
from milepost.experiment.writer import LocalWriter, RemoteWriter, Writer, public_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Run"]

T = TypeVar("T")

_METRIC = re.compile(r"[a-z][a-z0-9_]*")
_FIGURE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SECONDS_BETWEEN_MARKS = 0.1
_DIGITS_OF_DATA = 6


class Run:
    """One run of an experiment. Everything it is told is on disk at once."""

    def __init__(
        self,
        experiment: str,
        folder: Path,
        seed: int = 0,
        model: Mapping[str, str] | None = None,
        checkpoint: Checkpoint | None = None,
    ) -> None:
        self.seed = seed
        """Where every random choice starts: `numpy.random.default_rng(run.seed)`."""
        self._experiment, self._folder, self._model, self._checkpoint = experiment, folder, model, checkpoint
        self._journal = Journal(folder)
        self._names = set[tuple[str, str]]()
        self._loops, self._tokens, self._first_token, self._marked = 0, 0, 0.0, 0.0
        self._done: int = 0
        self._total: int | None = None

    def model(self) -> tuple[Any, Any]:
        """The language model and its tokenizer, as `mlx_lm.load` gives them; which one, the user chooses.

        Raises:
            ExperimentError: the experiment does not declare `needs=["model"]`.
        """
        from milepost.experiment.models import describe_model, load_model

        if self._model is None or not self._model["folder"]:
            raise ExperimentError("run.model()", 'belongs to an experiment that declares needs=["model"]')
        model, tokenizer = load_model(Path(self._model["folder"]))
        seed_all(self.seed)  # MLX may have been loaded only now
        known = {name: self._model[name] for name in ("name", "source", "digest")}
        self._journal.write("model", {"model": {**known, **describe_model(model)}})
        return model, tokenizer

    def writer(self) -> Writer:
        """Who answers: the language model of `model()`, or the server that the user has chosen instead.

        Raises:
            ExperimentError: the experiment declares neither `needs=["text"]` nor `needs=["model"]`.
        """
        if self._model is None or not self._model["address"]:
            return LocalWriter(*self.model())
        name = self._model["name"]
        self._journal.write("model", {"model": {"name": public_name(name), "source": "a server"}})
        return RemoteWriter(self._model["address"], name)

    def track(self, items: Iterable[T]) -> Iterator[T]:
        """The items, one by one, shown as progress."""
        total = len(items) if isinstance(items, Sized) else None
        for done, item in enumerate(items):
            self._mark(done, total)
            yield item

    def map(self, items: Iterable[T], work: Callable[[T], Any]) -> list[Any]:
        """What `work` makes of each item, in their order; a run that was killed goes on where it stopped.

        Results are kept as plain numbers, words, lists and dicts, and come back as such. All randomness
        starts anew for each item, so that one which is done later finds the same.

        Raises:
            ExperimentError: `work` gives back something else.
        """
        results: list[Any] = []
        self._loops += 1
        for index, item in enumerate(self.track(list(items))):
            name = plain(item, "run.map()")
            kept = self._checkpoint.result(self._loops, index, name) if self._checkpoint else None
            if kept is None:
                seed_all(self.seed + index)
                kept = (plain(work(item), "run.map()"),)
                if self._checkpoint:
                    self._checkpoint.add(self._loops, index, name, kept[0])
            results.append(kept[0])
        return results

    def tokens(self, count: int) -> None:
        """Say that a model has read or written so many tokens more; shown as tokens a second."""
        self._first_token = self._first_token or time.monotonic()
        self._tokens += count
        self._mark(self._done, self._total)

    def metric(self, name: str, value: float, *, unit: str) -> None:
        """Record a number, or a truth as 1 or 0; what is no finite number is recorded and fails the run.

        Args:
            name: Lower case with "_"; becomes the property `m_<name>` of the results note.
            value: The number, in `unit`.
            unit: "" for a plain ratio or count.
        """
        self._claim("metric", name, _METRIC, "accuracy_held_out")
        number = _number(plain(value, f"metric {name!r}"))
        self._journal.write("metric", {"name": name, "value": number, "unit": unit})

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
        outcomes: list[tuple[bool, str, tuple[float | str, ...]]] = []
        if equals is not None:
            outcomes.append((bool(measured == equals), "equal to {}", (equals,)))
        if within is not None:
            outcomes.append((within[0] <= float(measured) <= within[1], "within {} and {}", within))
        if below is not None:
            outcomes.append((float(measured) < below, "below {}", (below,)))
        if above is not None:
            outcomes.append((float(measured) > above, "above {}", (above,)))
        if len(outcomes) != 1:
            raise ExperimentError(f"check {what!r}", "takes one of equals=, within=, below=, above=")
        passed, words, bounds = outcomes[0]
        detail = f"{{}}, to be {words}".format(*show_apart(measured, *bounds))
        self._journal.write("check", {"what": what, "passed": bool(passed), "detail": detail})

    @overload
    def figure(self, name: str, draw: Callable[["Figure"], object], *, alt: str) -> None: ...

    @overload
    def figure(
        self, name: str, draw: Callable[..., object], *, alt: str, data: Mapping[str, Any]
    ) -> None: ...

    def figure(
        self, name: str, draw: Callable[..., object], *, alt: str, data: Mapping[str, Any] | None = None
    ) -> None:
        """Draw a figure twice, for light and for dark pages.

        Args:
            name: Lower case with "-", unique in the experiment.
            draw: Fills the empty figure it is given. Called once for each colour scheme, so it must compute
                and draw at random nothing.
            alt: What the figure shows, for readers who cannot see it.
            data: What `draw` gets beside the figure, by parameter name: numbers, words, lists, arrays, with
                six significant digits. With it, and with a `draw` that stands at the top of a module, the
                figure can be drawn again without a run.

        Raises:
            ExperimentError: the name is taken or odd, the alt text or the drawing is empty, or the data
                cannot be kept.
        """
        from milepost.experiment.style import HEIGHT_PX, SCHEMES, WIDTH_PX, draw_svg  # loads Matplotlib

        self._claim("figure", name, _FIGURE, "loss-by-epoch")
        if not alt.strip():
            raise ExperimentError(f"figure {name!r}", "needs alt text: what it shows, in a sentence")
        files = {"light": f"{self._experiment}--{name}.svg", "dark": f"{self._experiment}--{name}.dark.svg"}
        kept = plain(data or {}, f"figure {name!r}", digits=_DIGITS_OF_DATA)
        is_found_by_name = isinstance(draw, FunctionType) and draw.__qualname__ == draw.__name__ != "<lambda>"
        can_redraw = data is not None and is_found_by_name

        def fill(figure: "Figure") -> None:
            before = len(figure.get_children())
            draw(figure, **json.loads(json.dumps(kept)))  # each drawing gets values of its own
            if len(figure.get_children()) == before:
                raise ExperimentError(f"figure {name!r}", "is empty: its function drew nothing into it")

        for scheme in SCHEMES:
            svg = draw_svg(fill, scheme)
            (self._folder / files[scheme.name]).write_text(svg, encoding="utf-8", newline="\n")
        by = f"{draw.__module__}.{draw.__name__}" if can_redraw else ""
        drawing = Drawing(name, alt, **files, width_px=WIDTH_PX, height_px=HEIGHT_PX, draw=by)
        self._journal.write("figure", {**to_builtins(drawing), "data": kept if can_redraw else None})

    def table(self, name: str, rows: Iterable[Mapping[str, float | str]]) -> None:
        """Record rows of numbers and words; the columns are the keys of the first row."""
        cells = [{key: _cell(value, name) for key, value in row.items()} for row in rows]
        if not cells or any(list(row) != list(cells[0]) for row in cells):
            raise ExperimentError(f"table {name!r}", "needs rows, all with the same columns")
        self._claim("table", name, _FIGURE, "by-digit")
        self._journal.write("table", {"name": name, "rows": cells})

    def _mark(self, done: int, total: int | None) -> None:
        """Tell the runner how far the run is, ten times a second at most."""
        self._done, self._total = done, total
        if (now := time.monotonic()) - self._marked >= _SECONDS_BETWEEN_MARKS:
            self._marked = now
            seconds = now - self._first_token if self._tokens else 0.0
            self._journal.write("progress", to_builtins(Progress(done, total, self._tokens, seconds)))

    def _claim(self, what: str, name: str, pattern: re.Pattern[str], example: str) -> None:
        if not pattern.fullmatch(name):
            raise ExperimentError(f"{what} {name!r}", f"needs a name such as {example!r}")
        if (what, name) in self._names:
            raise ExperimentError(f"{what} {name!r}", "is recorded twice; choose another name")
        self._names.add((what, name))


def _number(value: object) -> float | None:
    """The value as every reader of the record takes it; `None` if it is no number, or larger than a float."""
    if isinstance(value, int):
        return int(value) if abs(value) <= sys.float_info.max else None
    return value if isinstance(value, float) else None


def _cell(value: Any, table: str) -> float | str:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return plain(value, f"table {table!r}")
