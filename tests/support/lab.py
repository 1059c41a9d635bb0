"""Small experiments for tests: a project folder with scripts and a vault."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

from milepost.experiment.declare import read_declaration
from milepost.experiment.report import Report
from milepost.experiment.request import Request
from milepost.experiment.runner import run_experiment
from support.tree import tree_of

__all__ = ["FIGURE", "GOOD", "Lab"]

# No axes: they take most of the time that a figure takes.
FIGURE = 'run.figure("line", lambda figure: figure.text(0.5, 0.5, f"{n}"), alt="A line that rises.")'
GOOD = f'run.metric("total", n, unit="B")\nrun.check("n is positive", n, above=0)\n{FIGURE}'

_SCRIPT = '''"""Does a line rise?

More than that nobody asks.
"""

from milepost.experiment import Run, experiment


@experiment(id="{id}", title="{title}", serves=["Softmax"], small={{"n": 2}}, full={{"n": 3}},
            timeout={timeout}, seed=0, needs={needs}, memory={memory})
def main(run: Run, n: int) -> None:
{body}


if __name__ == "__main__":
    main()
'''


@dataclass(frozen=True, slots=True)
class Lab:
    """A project in a temporary folder."""

    root: Path

    @property
    def vault(self) -> Path:
        return self._made("vault")

    @property
    def scripts(self) -> Path:
        return self._made("experiments")

    @property
    def results(self) -> Path:
        """Where the experiment "demo" leaves its files."""
        return self.vault / "experiments" / "demo"

    def write(
        self,
        body: str = GOOD,
        *,
        name: str = "demo",
        title: str = "A line",
        timeout: float = 300,
        needs: Sequence[str] = (),
        memory: float = 4,
    ) -> Path:
        """A script whose function does `body`, as `<name>.py`."""
        file = self.scripts / f"{name}.py"
        text = _SCRIPT.format(
            id=name,
            title=title,
            timeout=timeout,
            needs=list(needs),
            memory=memory,
            body=indent(body, "    "),
        )
        file.write_text(text, encoding="utf-8")
        return file

    def run(
        self, body: str | None = None, *, named: bool = True, timeout: float = 300, **options: Any
    ) -> Report:
        """What becomes of "demo", with `body` if it is given, otherwise as it was last written."""
        file = self.scripts / "demo.py"
        if body is not None:
            self.write(body, timeout=timeout)
        return run_experiment(Request(read_declaration(file), self.vault, self.root, named=named, **options))

    def files(self) -> dict[str, bytes]:
        """Everything below the vault, by path."""
        return tree_of(self.vault)

    def _made(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(exist_ok=True)
        return folder
