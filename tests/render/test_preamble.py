"""Formulas may use the commands that the vault defines for all of them."""

from milepost.model.path import VaultPath
from milepost.render.note import render_note
from support.vaults import VaultFactory, page_of


def test_formulas_use_the_commands_of_the_vaults_preamble(vault: VaultFactory) -> None:
    files = {"Note.md": r"$\R$", "preamble.sty": r"\newcommand{\R}{\mathbb{R}}"}
    rendered = render_note(vault(files), VaultPath("Note.md"))
    assert "<mi>ℝ</mi>" in rendered.html
    assert r'application/x-tex">\R</annotation>' in rendered.html
    assert rendered.problems == ()


def test_a_description_uses_them_too(vault: VaultFactory) -> None:
    files = {
        "Note.md": r"It holds that $x \in \R$, not $y \in \Q$.",
        "Folder/a.md": r"Here $\R$ is the line.",
        "Folder/index.md": "Words.",
        "preamble.sty": r"\newcommand{\R}{\mathbb{R}}",
    }
    site = vault(files)
    assert page_of(site, "Note.md").description == r"It holds that x ∈ R, not $y \in \Q$."
    assert "<p>Here R is the line.</p>" in page_of(site, "Folder/index.md").html
