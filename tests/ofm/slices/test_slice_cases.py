"""Parts of a text, by their rendering; the first line of a case says which part."""

from collections.abc import Callable

import pytest

from milepost.ofm.env import in_markdown_it
from milepost.ofm.parser import create_parser
from milepost.ofm.slice import block, find_places, section
from support.cases import Case
from support.fake_vault import fake_env


@pytest.mark.cases("*.md")
def test_a_part_renders_by_itself(case: Case, check: Callable[[str], None]) -> None:
    request, _, text = case.given.partition("\n")
    kind, name = request.split()
    md = create_parser()
    tokens = md.parse(text, in_markdown_it(fake_env()))
    part = {"section": section, "block": block}[kind](tokens, find_places(tokens), name)
    check(md.renderer.render(part, md.options, in_markdown_it(fake_env(id_prefix="in-"))))
