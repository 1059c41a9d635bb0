"""`milepost check --explain`: each problem has an example that is one, and a mend that mends it."""

from collections.abc import Mapping
from typing import Any

import pytest

from milepost.cli.explain import explanations
from milepost.model.problem import Code
from support.command import milepost
from support.vaults import VaultFactory, files_in, problems_of

# An example of these is no text, or is made by a run.
IN_WORDS = {
    Code.FILE_ENCODING,
    Code.FILE_TOO_LARGE,
    Code.FILE_UNREADABLE,
    Code.RUN_FAILED,
    Code.RUN_INVALID,
}
# The options without which these are no problem.
ASKED_FOR: Mapping[Code, Mapping[str, Any]] = {
    Code.EVIDENCE_MISSING: {"evidence": "warn"},
    Code.LINK_PRIVATE: {"private_names": "replace"},
}
SHOWN = sorted(set(Code) - IN_WORDS)


def test_every_problem_is_explained_in_the_order_of_its_name() -> None:
    assert list(explanations()) == sorted(Code)


@pytest.mark.parametrize("code", SHOWN)
def test_the_example_has_the_problem_and_the_mend_takes_it_away(vault: VaultFactory, code: Code) -> None:
    example, word, mend = explanations()[code].partition("\n\nMend:")
    assert word
    before, after = (
        problems_of(vault(files_in(text[text.index("\n=== ") + 1 :]), **ASKED_FOR.get(code, {})))
        for text in (example, mend)
    )
    assert [each for each in before if each.endswith(f"[{code}]")]
    assert after == []


@pytest.mark.parametrize("code", sorted(IN_WORDS))
def test_a_problem_without_an_example_says_how_to_mend_it(code: Code) -> None:
    assert "Mend:" in explanations()[code]


def test_the_command_prints_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = milepost(tmp_path_factory.mktemp("nowhere"), "check", "--explain", "link-missing")
    assert shown.status == 0
    assert shown.out.startswith("link-missing\n\nA link or embed names no note and no file.\n\n=== Note.md\n")


def test_an_unknown_code_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = milepost(tmp_path_factory.mktemp("nowhere"), "check", "--explain", "link-lost")
    assert shown.status == 2
    assert "'link-lost' is none of address-taken, " in shown.err


def test_of_an_unknown_code_the_near_one_is_offered(tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = milepost(tmp_path_factory.mktemp("nowhere"), "check", "--explain", "status-unknow")
    assert shown.status == 2
    assert "'status-unknow' is no code of a problem; did you mean 'status-unknown'?" in shown.err
