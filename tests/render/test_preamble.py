"""Formulas may use the commands that the vault defines for all of them."""

from milepost.model.path import VaultPath
from milepost.render.note import render_note
from support.vaults import VaultFactory


def test_formulas_use_the_commands_of_the_vaults_preamble(vault: VaultFactory) -> None:
    files = {"Note.md": r"$\R$", "preamble.sty": r"\newcommand{\R}{\mathbb{R}}"}
    rendered = render_note(vault(files), VaultPath("Note.md"))
    assert "<mi>ℝ</mi>" in rendered.html
    assert r'application/x-tex">\R</annotation>' in rendered.html
    assert rendered.problems == ()
