"""What makes results stale, what only has them drawn again, and what does neither."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from milepost.experiment.declare import read_declaration
from milepost.experiment.report import Verdict
from milepost.experiment.request import Request
from milepost.experiment.runner import run_experiment
from milepost.experiment.source import imported_names, meaning
from support.lab import FIGURE, Lab

_SHAPES = '''"""Shapes."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

SIDES = 4


def area(a, b):
    """Of a rectangle."""
    return a * b


def draw(figure: Figure, sides: int) -> None:
    outline(figure.subplots(), sides)


def outline(axes: Axes, sides: int) -> None:
    axes.plot([0, sides])
'''
_USES_SHAPES = """
from shapes.plane import SIDES, draw
from pathlib import Path
words = (Path(__file__).parents[1] / "data" / "words.txt").read_text()
run.metric("sides", SIDES + len(words), unit="")
run.figure("shape", draw, data={"sides": SIDES}, alt="A line.")
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """A project whose one experiment uses a module, a data file and a drawing function, and has run."""
    lab = Lab(tmp_path_factory.mktemp("finished"))
    (lab.scripts / "shapes").mkdir()
    (lab.scripts / "shapes" / "__init__.py").write_text('"""Shapes."""\n')
    (lab.scripts / "shapes" / "plane.py").write_text(_SHAPES)
    (lab.root / "data").mkdir()
    (lab.root / "data" / "words.txt").write_text("one two\n")
    (lab.root / "data" / "unread.txt").write_text("three\n")
    lab.write(_USES_SHAPES)
    report = lab.run()
    assert report.verdict is Verdict.OK, f"{report}\n{report.output}"
    return lab


@pytest.fixture
def lab(finished: Lab, tmp_path: Path) -> Lab:
    """A copy of it, to change."""
    shutil.copytree(finished.root, tmp_path / "project")
    return Lab(tmp_path / "project")


@pytest.mark.parametrize(
    ("file", "old", "new", "verdict", "reason"),
    [
        (
            "experiments/demo.py",
            "run.metric",
            "# a remark\n    run.metric",
            Verdict.CURRENT,
            "nothing changed",
        ),
        ("experiments/demo.py", 'data={"sides"', 'data={\n        "sides"', Verdict.CURRENT, ""),
        ("experiments/demo.py", "More than that", "Less than that", Verdict.CURRENT, ""),
        ("experiments/demo.py", "timeout=300", "timeout=60", Verdict.CURRENT, ""),
        ("experiments/demo.py", 'full={"n": 3}', 'full={"n": 4}', Verdict.CURRENT, ""),
        ("experiments/shapes/plane.py", "Of a rectangle", "Of four sides", Verdict.CURRENT, ""),
        ("data/unread.txt", "three", "four", Verdict.CURRENT, ""),
        ("experiments/demo.py", "SIDES + len", "SIDES - len", Verdict.DUE, "experiments/demo.py changed"),
        ("experiments/shapes/plane.py", "a * b", "a + b", Verdict.DUE, "experiments/shapes/plane.py changed"),
        ("data/words.txt", "two", "Two", Verdict.DUE, "data/words.txt changed"),
        ("experiments/demo.py", 'small={"n": 2}', 'small={"n": 1}', Verdict.DUE, "n 2 → 1"),
        ("experiments/demo.py", "seed=0", "seed=1", Verdict.DUE, "seed 0 → 1"),
        ("experiments/shapes/plane.py", "[0, sides]", "[1, sides]", Verdict.REDRAWN, "1 figure drawn again"),
        ("experiments/demo.py", "Does a line rise?", "Does it fall?", Verdict.REDRAWN, "nothing computed"),
        ("experiments/demo.py", 'title="A line"', 'title="Lines"', Verdict.REDRAWN, "nothing computed"),
    ],
)
def test_only_what_decides_results_makes_them_stale(
    lab: Lab, file: str, old: str, new: str, verdict: Verdict, reason: str
) -> None:
    place = lab.root / file
    assert old in place.read_text()
    place.write_text(place.read_text().replace(old, new))
    report = lab.run(named=False, dry_run=verdict is Verdict.DUE)
    assert (report.verdict, reason in report.message) == (verdict, True), str(report)


def test_of_a_module_that_only_draws_otherwise_no_text_is_kept(lab: Lab) -> None:
    place = lab.scripts / "shapes" / "plane.py"
    place.write_text(place.read_text().replace("[0, sides]", "[1, sides]"))
    assert lab.run(named=False).verdict is Verdict.REDRAWN
    assert texts(lab) == {"experiments/demo.py", "experiments/shapes/__init__.py"}
    assert lab.run(named=False).verdict is Verdict.CURRENT
    place.write_text(place.read_text().replace("a * b", "a + b"))
    assert "plane.py changed" in lab.run(named=False, dry_run=True).message


def test_of_a_script_that_changed_before_it_ran_no_text_is_kept(lab: Lab) -> None:
    script = lab.scripts / "demo.py"
    declared = read_declaration(script)
    script.write_text(script.read_text().replace('title="A line"', 'title="Lines"'))
    assert run_experiment(Request(declared, lab.vault, lab.root, named=True)).verdict is Verdict.OK
    assert texts(lab) == set()
    assert lab.run(named=False).verdict is Verdict.REDRAWN


def texts(lab: Lab) -> set[str]:
    """The modules whose texts the record has."""
    return set(json.loads((lab.results / "run.json").read_text(encoding="utf-8"))["inputs"]["texts"])


def test_a_data_file_that_is_gone_is_named(lab: Lab) -> None:
    (lab.root / "data" / "words.txt").unlink()
    assert "(data/words.txt is gone)" in lab.run(named=False, dry_run=True).message


def test_a_file_that_was_looked_for_in_vain_is_an_input_too(lab: Lab) -> None:
    place = lab.root / "data" / "mine.txt"
    looks = f"try:\n    open({str(place)!r}).close()\nexcept FileNotFoundError:\n    pass\n{FIGURE}"
    assert lab.run(looks).verdict is Verdict.OK
    assert lab.run(named=False).verdict is Verdict.CURRENT
    place.write_text("now it is")
    assert "(data/mine.txt is there now)" in lab.run(named=False, dry_run=True).message


def test_a_new_file_in_a_folder_that_was_listed_is_a_change(lab: Lab) -> None:
    notes = lab.root / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("a")
    lab.run(
        f'from pathlib import Path\nfiles = list((Path(__file__).parents[1] / "notes").iterdir())\n{FIGURE}'
    )
    assert lab.run(named=False).verdict is Verdict.CURRENT
    (notes / ".hidden").write_text("")
    assert lab.run(named=False).verdict is Verdict.CURRENT
    (notes / "b.md").write_text("b")
    assert "(notes holds other files)" in lab.run(named=False, dry_run=True).message


def test_looking_for_modules_and_versions_is_no_use_of_a_folder(lab: Lab) -> None:
    search = "import importlib.metadata, pkgutil\nlist(pkgutil.iter_modules())\n"
    lab.run(f"{search}importlib.metadata.version('click')\n{FIGURE}")
    assert '"folders": {}' in (lab.results / "run.json").read_text()


def test_what_the_run_itself_writes_is_no_input(lab: Lab) -> None:
    lab.run(f'import os\nopen(__file__ + ".log", "a").write("x")\nopen(__file__ + ".log").read()\n{FIGURE}')
    assert lab.run(named=False).verdict is Verdict.CURRENT


def test_a_figure_without_data_makes_its_drawing_part_of_the_results(lab: Lab) -> None:
    body = (
        "from shapes.plane import draw\n" + 'run.figure("a", lambda figure: draw(figure, n), alt="A line.")'
    )
    assert lab.run(body).verdict is Verdict.OK
    module = lab.scripts / "shapes" / "plane.py"
    module.write_text(module.read_text().replace("[0, sides]", "[1, sides]"))
    report = lab.run(named=False, dry_run=True)
    assert report.verdict is Verdict.DUE
    assert "(experiments/shapes/plane.py draws otherwise)" in report.message


def test_figures_drawn_again_are_those_a_new_run_would_draw(lab: Lab) -> None:
    module = lab.scripts / "shapes" / "plane.py"
    module.write_text(module.read_text().replace("[0, sides]", "[1, sides]"))
    assert lab.run(named=False).verdict is Verdict.REDRAWN
    drawn = lab.files()
    assert lab.run(named=False).verdict is Verdict.CURRENT
    lab.run(named=True)
    assert [name for name, data in lab.files().items() if name.endswith(".svg") and data != drawn[name]] == []


def test_a_drawing_function_that_fails_leaves_the_results_alone(lab: Lab) -> None:
    before = lab.files()
    module = lab.scripts / "shapes" / "plane.py"
    module.write_text(module.read_text().replace("axes.plot([0, sides])", "axes.plat([0, sides])"))
    report = lab.run(named=False)
    assert report.verdict is Verdict.FAILED
    assert "cannot be drawn again: AttributeError" in report.message
    assert lab.files() == before


def test_other_versions_are_drift_and_no_reason_to_run(lab: Lab) -> None:
    record = lab.results / "run.json"
    record.write_text(record.read_text().replace('"matplotlib": "', '"matplotlib": "0.'))
    report = lab.run(named=False)
    assert report.verdict is Verdict.CURRENT
    assert "(drifted: matplotlib 0." in report.message


def test_nothing_is_loaded_to_find_that_nothing_changed(lab: Lab) -> None:
    (lab.root / "mkdocs.yml").write_text("site_name: Lab\ndocs_dir: vault\n")
    lab.write("import no_such_package", name="other")  # would fail if it were imported
    code = (
        "import sys; sys.argv = ['milepost', 'run', '--dry-run']\n"
        "from milepost.cli.main import main\n"
        "try: main()\n"
        "finally: print([n for n in ('mlx', 'mlx_lm', 'numpy', 'matplotlib', 'mkdocs') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=lab.root, capture_output=True, text=True, check=False
    )
    assert "demo: current" in done.stdout
    assert done.stdout.endswith("\n[]\n"), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("def f(x):\n    return x  # so\n", True),
        ('"""Module."""\ndef f(x):\n    """Function."""\n    return (x)\n', True),
        ("import matplotlib.pyplot as plt\ndef f(x): return x\n", True),
        ("def f(x): return x\ndef g(axes: Axes): axes.plot(1)\n", True),
        ("def f(x): return x\ndef g(figure: 'Figure'): figure.suptitle('a')\n", True),
        ("def f(x): return x\ndef g(axes): axes.plot(1)\n", False),
        ("def f(x): return -x\n", False),
        ("def f(x): return 'x'\n", False),
        ("def f(y): return y\n", False),
        ("not python at all", False),
    ],
)
def test_code_means_the_same_whatever_it_looks_like(text: str, same: bool) -> None:
    assert (meaning(b"def f(x):\n    return x\n").code == meaning(text.encode()).code) is same


def test_imports_are_found_wherever_they_stand() -> None:
    source = (
        b"import json, numpy.linalg\ndef f():\n    from sklearn.datasets import load_digits\nfrom . import a"
    )
    assert imported_names(source) == {"json", "numpy", "sklearn"}
