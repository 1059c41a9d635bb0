"""Proofs as trees: how many premises a step has, and how high they may be."""

import pytest

from milepost.ofm.proof_tree import reword_proofs

_STEPS = {
    1: ("UnaryInfC", "UIC"),
    2: ("BinaryInfC", "BIC"),
    3: ("TrinaryInfC", "TIC"),
    4: ("QuaternaryInfC",),
    5: ("QuinaryInfC",),
}


@pytest.mark.parametrize(("count", "name"), [(count, name) for count in _STEPS for name in _STEPS[count]])
def test_a_step_takes_its_premises(count: int, name: str) -> None:
    axioms, premises = count * r"\AXC{$A$}", r"\qquad ".join(count * ["{A}"])
    proof = rf"\begin{{prooftree}}{axioms}\solidLine\{name}{{$B$}}\end{{prooftree}}"

    assert reword_proofs(proof) == rf"\dfrac{{{premises}}}{{{{B}}}}"


def test_a_proof_that_is_too_high_stays() -> None:
    proof = r"\begin{prooftree}\AXC{A}" + 41 * r"\UIC{A}" + r"\end{prooftree}"

    assert reword_proofs(proof) == proof
    assert reword_proofs(proof.replace(r"\UIC{A}", "", 1)).count(r"\dfrac") == 40
