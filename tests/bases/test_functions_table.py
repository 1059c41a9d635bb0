"""The table of functions says what the code has."""

from pathlib import Path

import pytest

import milepost.bases
from milepost.bases.functions import FUNCTIONS

_FILE = Path(milepost.bases.__file__).with_name("README.md")
_START = "<!-- functions: made from the code, and kept by tests/bases/test_functions_table.py -->\n"
_END = "<!-- /functions -->\n"


def _table() -> str:
    rows = (
        f"| `{each.signature.replace('|', chr(92) + '|')}` | {_result(each.deviation)} |\n"
        for each in FUNCTIONS
    )
    return "| function or field | on the site |\n| --- | --- |\n" + "".join(rows)


def _result(deviation: str) -> str:
    return f"works: {deviation}" if deviation else "works"


def test_the_table_of_functions_is_the_codes(request: pytest.FixtureRequest) -> None:
    before, _, rest = _FILE.read_text(encoding="utf-8").partition(_START)
    written, _, after = rest.partition(_END)
    if request.config.getoption("--accept"):
        _FILE.write_text(before + _START + _table() + _END + after, encoding="utf-8")
        return
    assert written == _table(), "run pytest --accept"
