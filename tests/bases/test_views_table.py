"""The table of views, and of what a base may say, is that of the code."""

import re
from pathlib import Path

import milepost.bases
from milepost.bases.definition import SHOWN_TYPES, parse_base
from milepost.bases.summary import SUMMARIES
from milepost.model.path import VaultPath
from milepost.model.problem import Code
from milepost.model.vault import SourceFile
from milepost.render import base_view

_FILE = Path(milepost.bases.__file__).with_name("README.md")
_ROW = re.compile(r"\| `?([\w ]+?)`? \| ([a-z, ]+) \| (works|named problem)\b.*\|")
_SHOWN = "works"


def _rows() -> list[tuple[str, str, str]]:
    text = _FILE.read_text(encoding="utf-8").partition("<!-- views")[2].partition("<!-- /views -->")[0]
    lines = text.splitlines()[3:]
    found = [_ROW.fullmatch(line) for line in lines]
    assert None not in found, [line for line, row in zip(lines, found, strict=True) if row is None]
    return [(row[1], row[2], row[3]) for row in found if row]


def _named(owner: str) -> set[str]:
    return {part for part, of, _ in _rows() if of == owner}


def _problems(text: str) -> list[Code]:
    path = VaultPath("A.base")
    return [each.code for each in parse_base(SourceFile(path, text, ""))[1]]


def test_each_summary_of_the_table_is_there_and_no_other() -> None:
    assert _named("summary") == set(SUMMARIES)


def test_each_type_of_view_is_shown_or_a_problem_that_names_it() -> None:
    types = {part: result for part, of, result in _rows() if of == "view type"}
    assert {part for part, result in types.items() if result == _SHOWN} == set(SHOWN_TYPES)
    for part, result in types.items():
        problems = _problems(f"views: [{{type: {part}, name: A}}]")
        assert problems == ([] if result == _SHOWN else [Code.BASE_UNSUPPORTED])


def test_each_option_of_a_layout_is_one_that_the_code_asks_for() -> None:
    asked = set(re.findall(r'\b(?:options\.get|_number)\(\s*"(\w+)"', Path(base_view.__file__).read_text()))
    query = Path(milepost.bases.__file__).with_name("query.py").read_text(encoding="utf-8")
    assert 'options.get("image")' in query
    assert {"columnSize", "image", *asked} == _named("table") | _named("cards") | _named("list")


def test_each_part_of_a_base_is_known() -> None:
    known = {part for part, of, _ in _rows() if "base" in of}
    assert known == {"filters", "formulas", "properties", "summaries", "views"}
    assert _problems("".join(f"{part}:\n" for part in sorted(known))) == []
    assert _problems("filter: a\n") == [Code.BASE_INVALID]
