"""`python -m milepost.experiment.child FOLDER`: one experiment, by the job in the folder."""

import importlib.metadata
import importlib.util
import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path

from milepost.errors import ExperimentError
from milepost.experiment.blas import has_fast_matrices
from milepost.experiment.checkpoint import Checkpoint
from milepost.experiment.declare import Declaration, read_declaration
from milepost.experiment.guard import end_with_runner
from milepost.experiment.job import Job, read_job
from milepost.experiment.journal import Journal
from milepost.experiment.redraw import redraw
from milepost.experiment.run import Run
from milepost.experiment.script import Experiment
from milepost.experiment.seeding import seed_all
from milepost.experiment.source import imported_names
from milepost.experiment.watch import Watch

__all__ = ["main"]

_EXTRA = {"matplotlib", "mlx", "mlx_lm", "numpy", "sklearn"}  # what the extra "lab" brings


def main(arguments: list[str]) -> int:
    """Run the experiment and leave its journal and figures in the folder; 0 if its function returned."""
    end_with_runner()
    folder = Path(arguments[0])
    has_fast_matrices()  # before anything can import MLX
    try:
        _perform(read_job(folder), folder)
    except Exception as error:  # whatever the script raises is a result, to be recorded
        advice = _advice(error)
        if not advice:
            traceback.print_exc()
        text = " ".join(f"{type(error).__name__}: {error}".split())
        Journal(folder).write("error", {"text": text + advice})
        return 1
    return 0


def _perform(job: Job, folder: Path) -> None:
    """Run the experiment in this process; whatever it raises passes through."""
    declaration = read_declaration(Path(job.script))
    root, journal = Path(job.root), Journal(folder)
    watch = Watch(root, without=(folder, Path(job.results)))
    try:
        found = _load(declaration)
        if job.redraws is not None:
            redraw(declaration.id, job.redraws, folder)
        else:
            seed_all(declaration.seed)
            terms = {
                "params": job.params,
                "seed": declaration.seed,
                "model": job.model and job.model["digest"],
            }
            checkpoint = Checkpoint(Path(job.checkpoint), terms, root, watch.inputs)
            found.function(Run(declaration.id, folder, declaration.seed, job.model, checkpoint), **job.params)
    finally:  # what a run that fails has used is worth knowing, too
        inputs = watch.inputs()
        journal.write("inputs", {"inputs": inputs.as_dict()})
        journal.write("written", {"paths": watch.written()})
    usage = {"cpu_seconds": round(time.process_time(), 2), "peak_memory_mib": _peak_memory_mib()}
    journal.write("end", {"used": usage, "software": _software(root / path for path in inputs.code)})


def _load(declaration: Declaration) -> Experiment:
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
    return found


def _advice(error: Exception) -> str:
    """What to do about a package that is not there."""
    if not isinstance(error, ModuleNotFoundError) or error.name is None:
        return ""
    package = error.name.partition(".")[0]
    if package in sys.modules:  # it is there, and only a module of it is not
        return ""
    wanted = "'milepost[lab]'" if package in _EXTRA else package
    return f"; install what it needs: pip install {wanted}"


def _software(files: Iterable[Path]) -> dict[str, str]:
    """Versions of Python, of what draws the figures, and of what the project's modules import."""
    names = {"matplotlib"}.union(*(imported_names(file.read_bytes()) for file in files))
    if "mlx_lm" in sys.modules:
        names |= {"mlx", "mlx_lm"}
    marks = tuple(f"\n{name}{end}" for name in names - sys.stdlib_module_names for end in ("/", ".py,"))
    versions: dict[str, str] = {}
    for each in importlib.metadata.distributions():
        # `packages_distributions` answers the same, in seconds where much is installed.
        files_of_it = "\n" + (each.read_text("RECORD") or "")
        if any(mark in files_of_it for mark in marks):
            versions[each.name] = each.version
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
