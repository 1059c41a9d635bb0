"""Proofs as trees: how high they may be."""

from milepost.ofm.proof_tree import reword_proofs


def test_a_proof_that_is_too_high_stays() -> None:
    proof = r"\begin{prooftree}\AXC{A}" + 41 * r"\UIC{A}" + r"\end{prooftree}"

    assert reword_proofs(proof) == proof
    assert reword_proofs(proof.replace(r"\UIC{A}", "", 1)).count(r"\dfrac") == 40
