"""What `milepost check` says of small vaults, each with a fault or deliberately without."""

from collections.abc import Callable
from pathlib import Path

import pytest

from milepost.model.problem import Code
from support.cases import Case, read_cases
from support.vaults import VaultFactory, files_in, problems_of

# Shown elsewhere: no text file can be one of these.
ELSEWHERE = {
    Code.FILE_ENCODING: "tests/io/test_reading_vaults.py",
    Code.FILE_UNREADABLE: "tests/io/test_reading_vaults.py",
    Code.FILE_TOO_LARGE: "tests/support/hostile_vaults.py",
    Code.RUN_FAILED: "tests/io/test_runs_reading.py",
    # And these need a name, a length or an option of their own.
    Code.FILE_COPY: "tests/notes/test_copies.py",
    Code.LINK_PRIVATE: "tests/pages/test_publishing_options.py",
    Code.EVIDENCE_MISSING: "tests/roadmap/test_evidence.py",
}


@pytest.mark.cases("problems.md")
def test_a_vault_has_these_problems(case: Case, check: Callable[[str], None], vault: VaultFactory) -> None:
    check("".join(f"{problem}\n" for problem in problems_of(vault(files_in(case.given)))))


def test_every_code_is_shown_by_a_vault_or_elsewhere() -> None:
    said = "".join(case.expected for case in read_cases(Path(__file__).with_name("problems.md")))
    missing = {code for code in Code if f"[{code}]" not in said}
    assert missing == set(ELSEWHERE)
    root = Path(__file__).parents[2]
    for code, file in ELSEWHERE.items():
        text = (root / file).read_text(encoding="utf-8")
        assert code in text or f"Code.{code.name}" in text
