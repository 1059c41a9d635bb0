"""`python -m milepost.experiment.child FOLDER`: one experiment, by the job in the folder."""

import importlib.metadata
import importlib.util
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from milepost.errors import ExperimentError
from milepost.experiment.blas import has_fast_matrices
from milepost.experiment.declare import Declaration, read_declaration
from milepost.experiment.inputs import imported_packages
from milepost.experiment.job import Job, read_job
from milepost.experiment.journal import Journal
from milepost.experiment.run import Run
from milepost.experiment.script import Experiment

__all__ = ["main"]


def main(arguments: list[str]) -> int:
    """Run the experiment and leave its journal and figures in the folder; 0 if its function returned."""
    folder = Path(arguments[0])
    has_fast_matrices()  # before anything can import MLX
    try:
        _perform(read_job(folder), folder)
    except Exception as error:  # whatever the script raises is a result, to be recorded
        traceback.print_exc()
        hint = (
            "; install what it needs: pip install 'milepost[lab]'" if isinstance(error, ImportError) else ""
        )
        text = " ".join(f"{type(error).__name__}: {error}".split())
        Journal(folder).write("error", {"text": text + hint})
        return 1
    return 0


def _perform(job: Job, folder: Path) -> None:
    """Run the experiment in this process; whatever it raises passes through."""
    declaration = read_declaration(job.script)
    function = _load(declaration)
    _sow(declaration.seed)
    function(Run(declaration.id, folder, declaration.seed, model=job.model), **job.params)
    usage = {"cpu_seconds": round(time.process_time(), 2), "peak_memory_mib": _peak_memory_mib()}
    Journal(folder).write("end", {"used": usage, "software": _software(declaration)})


def _sow(seed: int) -> None:
    """Start every source of chance that the script has loaded at the seed."""
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(seed % 2**32)
    if mlx := sys.modules.get("mlx.core"):
        mlx.random.seed(seed)


def _load(declaration: Declaration) -> Callable[..., None]:
    """The script's function, loaded as an ordinary module; its `if __name__ == "__main__"` stays asleep."""
    file = declaration.file
    sys.path.insert(0, str(file.parent))  # modules beside it can be imported, as when it runs alone
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None, "a .py file always has a loader"
    assert spec.loader is not None, "a .py file always has a loader"
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    found: object = getattr(module, declaration.function)
    if not isinstance(found, Experiment):
        raise ExperimentError(
            str(file), f"@experiment must be the outermost decorator of {declaration.function}()"
        )
    return found.function


def _software(declaration: Declaration) -> dict[str, str]:
    """Versions of Python, of what draws the figures, and of what the script imports."""
    distributions = importlib.metadata.packages_distributions()
    names = {*imported_packages(declaration), "matplotlib"} & distributions.keys()
    versions = {each: importlib.metadata.version(each) for name in names for each in distributions[name]}
    return {"python": ".".join(map(str, sys.version_info[:3])), **dict(sorted(versions.items()))}


def _peak_memory_mib() -> int | None:
    """The most memory this process has held; `None` where the system does not say."""
    if sys.platform == "win32":
        return None
    import resource  # absent on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (2**20 if sys.platform == "darwin" else 2**10)  # bytes there, kibibytes elsewhere


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
