"""What makes results stale, and what does not."""

import pytest

from milepost.experiment.declare import read_declaration
from milepost.experiment.inputs import imported_packages, staleness_key
from support.lab import Lab


def keys(lab: Lab, old: str, new: str) -> tuple[str, str]:
    """The keys before and after `old` becomes `new`."""
    file = lab.write("run.metric('a', n, unit='')")
    before = staleness_key(read_declaration(file), "small")
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    return before, staleness_key(read_declaration(file), "small")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    run.metric", "    # a remark\n\n    run.metric"),
        ("n, unit=''", "n,\n        unit=''"),
        ("More than that", "Less than that"),
        ("timeout=30", "timeout=60"),
        ('full={"n": 3}', 'full={"n": 4}'),
    ],
    ids=["comment", "layout", "rest of the docstring", "timeout", "the other profile"],
)
def test_what_decides_nothing_keeps_the_key(lab: Lab, old: str, new: str) -> None:
    before, after = keys(lab, old, new)
    assert before == after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'a', n", "'a', n + 1"),
        ('small={"n": 2}', 'small={"n": 1}'),
        ("seed=0", "seed=1"),
        ("Does a line rise?", "Does a line fall?"),
        ('serves=["Softmax"]', "serves=[]"),
    ],
    ids=["code", "parameters", "seed", "question", "items"],
)
def test_what_the_results_show_changes_the_key(lab: Lab, old: str, new: str) -> None:
    before, after = keys(lab, old, new)
    assert before != after


def test_profiles_have_keys_of_their_own(lab: Lab) -> None:
    declaration = read_declaration(lab.write())
    assert staleness_key(declaration, "small") != staleness_key(declaration, "full")


def test_imports_are_named_without_the_standard_library(lab: Lab) -> None:
    file = lab.write("import json, numpy.linalg\nfrom sklearn.datasets import load_digits")
    assert imported_packages(read_declaration(file)) == ("milepost", "numpy", "sklearn")
