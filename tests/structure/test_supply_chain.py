"""What no module may do, whatever a vault holds (promise P14): run text as code, call a shell, trust YAML."""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import milepost

_PACKAGE = Path(milepost.__file__).parent
_ROOT = _PACKAGE.parent.parent
_FORBIDDEN = {"eval", "exec", "compile", "__import__"}
_OF_MODULES = {
    "os": {"system", "popen", "execv", "execvp", "spawnl", "spawnv"},
    "subprocess": {"getoutput", "getstatusoutput"},
    "yaml": {"load_all", "full_load", "unsafe_load", "full_load_all", "unsafe_load_all"},
    "marshal": {"load", "loads"},
    "shelve": {"open"},
}


def faults(tree: ast.AST) -> Iterator[str]:
    """What is forbidden in a module."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in _FORBIDDEN:
            yield f"{node.lineno}: {called.id}"
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            if called.attr in _OF_MODULES.get(called.value.id, ()):
                yield f"{node.lineno}: {called.value.id}.{called.attr}"
            if (called.value.id, called.attr) == ("yaml", "load"):
                loaders = [each.value for each in node.keywords if each.arg == "Loader"]
                if not loaders or not re.fullmatch(r"_?(Safe|CSafe)?Loader", ast.unparse(loaders[0])):
                    yield f"{node.lineno}: yaml.load without a safe loader"
        for keyword in node.keywords:
            if keyword.arg == "shell":
                yield f"{node.lineno}: shell"


@pytest.mark.parametrize(
    "code",
    [
        "eval(a)",
        "exec(a)",
        "os.system(a)",
        "subprocess.run(a, shell=True)",
        "yaml.load(a)",
        "yaml.load(a, Loader=yaml.Loader)",
        "yaml.unsafe_load(a)",
    ],
)
def test_the_test_sees_it(code: str) -> None:
    assert len(list(faults(ast.parse(code)))) == 1


def test_no_module_runs_text_or_calls_a_shell() -> None:
    modules = (*_PACKAGE.rglob("*.py"), *(_ROOT / "experiments").rglob("*.py"))
    found = {
        file.relative_to(_ROOT).as_posix(): list(faults(ast.parse(file.read_text(encoding="utf-8"))))
        for file in modules
    }
    assert {name: each for name, each in found.items() if each} == {}


def test_loaders_of_our_own_are_safe_ones() -> None:
    for file in _PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Loader"):
                assert [ast.unparse(base) for base in node.bases] in (["yaml.SafeLoader"], ["SafeLoader"])


def test_every_version_is_pinned_and_no_host_is_named() -> None:
    pins = _pins()
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9_.-]+==[\w.]+(; python_.*)?", line)] == []
    names = {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in pins}
    project = (_ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.scripts]")[0]
    needed = re.findall(r'^  "([A-Za-z0-9_.-]+)', project.partition("dependencies = [")[2], re.MULTILINE)
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in needed} <= names


def test_the_first_release_of_the_oldest_python_can_have_every_version() -> None:
    oldest = {"python_full_version": "3.11.0", "python_version": "3.11"}
    for pin in map(Requirement, _pins()):
        if pin.marker is None or pin.marker.evaluate(oldest):
            with suppress(PackageNotFoundError):  # not all are for this system
                found = metadata(pin.name)
                if found["Version"] in pin.specifier:
                    assert oldest["python_full_version"] in SpecifierSet(found["Requires-Python"] or ""), pin


def _pins() -> list[str]:
    lines = (_ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
