"""Examples in docstrings hold."""

import doctest
import importlib
from pathlib import Path

import pytest

import milepost

_PACKAGE = Path(milepost.__file__).parent

# Found in the text, so that modules without an example, and what they import, stay unloaded.
_MODULES = sorted(
    ".".join(("milepost", *file.relative_to(_PACKAGE).with_suffix("").parts))
    for file in _PACKAGE.rglob("*.py")
    if ">>> " in file.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", _MODULES)
def test_examples_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted
    assert not result.failed
