"""Problems in words."""

from milepost.model.path import VaultPath
from milepost.model.problem import Code, Problem


def test_a_problem_is_one_line_whatever_the_note_says() -> None:
    message = 'kind "a\n::error ::b\x1b[31m\u2028 – 👩\u200d👧" is unknown'
    problem = Problem(VaultPath("A.md"), 3, Code.KIND_UNKNOWN, message, "mend it")
    shown = r'kind "a\n::error ::b\x1b[31m\u2028 – 👩' + '\u200d👧" is unknown'
    assert str(problem) == f"A.md:3: {shown}; mend it [kind-unknown]"
