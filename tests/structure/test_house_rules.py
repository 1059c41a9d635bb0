"""The rules of the house that no linter knows: small modules, good names, and documents that keep up."""

import ast
import re
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

import milepost
from milepost.model.problem import Code
from milepost.settings import DEFAULT_HOURS

_PACKAGE = Path(milepost.__file__).parent
_ROOT = _PACKAGE.parent.parent
_SOURCES = sorted(_PACKAGE.rglob("*.py"))
_DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "base", "core", "lib", "tools"}
_FOLDED = {"__pycache__", "theme", "styles", "scaffold"}  # the last three hold no Python

_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_MAP = (_PACKAGE.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", _SOURCES, ids=lambda file: file.relative_to(_PACKAGE).as_posix())
def test_a_module_is_small_enough_to_read(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


def test_what_other_programs_say_is_read_as_utf8_on_every_system() -> None:
    assert [file.name for file in _SOURCES if "text=True" in file.read_text(encoding="utf-8")] == []


def test_no_module_is_a_drawer() -> None:
    names = {file.stem.strip("_") for file in _SOURCES} | {file.parent.name for file in _SOURCES}
    assert not names & _DRAWERS


def _public(tree: ast.Module) -> set[str]:
    """What a module says is for others: `__all__`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def test_what_modules_import_of_one_another_is_public() -> None:
    modules = {
        ".".join(("milepost", *file.relative_to(_PACKAGE).with_suffix("").parts)): ast.parse(
            file.read_bytes()
        )
        for file in _SOURCES
    }
    public = {module: _public(tree) for module, tree in modules.items()}
    wanted = (
        (node.module, name.name)
        for tree in modules.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in modules
        for name in node.names
    )
    assert [(module, name) for module, name in wanted if name not in public[module]] == []


def test_the_map_lists_every_room_and_no_other() -> None:
    on_disk = {f"{file.name}" for file in _PACKAGE.iterdir() if file.is_dir()} - _FOLDED
    on_disk |= {file.name for file in _PACKAGE.glob("[!_]*.py")}
    table = _MAP.partition("| room |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)) == on_disk


def test_every_module_that_the_map_names_exists() -> None:
    named = re.findall(r"`((?:\w+/)*\w+\.(?:py|html|css|js))`", _MAP)
    assert named
    assert [name for name in named if not (_PACKAGE / name).is_file()] == []


@pytest.mark.parametrize("code", Code)
def test_every_problem_is_documented(code: Code) -> None:
    assert f"`{code}`" in _README


@pytest.mark.parametrize("unit", [unit for unit in DEFAULT_HOURS if unit != "hour"])
def test_what_every_unit_of_an_estimate_counts_is_documented(unit: str) -> None:
    said = " ".join(_README.partition("Estimates count as hours: ")[2].partition(";")[0].split())
    assert f"{unit} {Fraction(DEFAULT_HOURS[unit]).limit_denominator(60)}" in said


@pytest.mark.parametrize("path", ["Notes/Softmax.md", "Board.canvas", "Books.base"])
def test_the_hook_for_pre_commit_runs_for_whatever_a_check_reads(path: str) -> None:
    (hook,) = yaml.safe_load((_ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert re.search(hook["files"], path)
