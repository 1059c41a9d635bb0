"""Every construct, by its cases: Markdown in, HTML and problems out (promise P3)."""

from collections.abc import Callable

import pytest

from milepost.model.problem import Code
from milepost.ofm.env import in_markdown_it
from milepost.ofm.parser import create_parser
from support.cases import Case
from support.fake_vault import fake_env


@pytest.mark.cases("*.md")
def test_markdown_becomes_html(case: Case, check: Callable[[str], None]) -> None:
    problems: list[str] = []

    def report(line: int, code: Code, message: str, hint: str) -> None:
        problems.append(f"{line}: {message}; {hint} [{code}]\n")

    html = create_parser().render(case.given, in_markdown_it(fake_env(report)))
    check(html + "".join(problems))
