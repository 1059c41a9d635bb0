"""What a note's page says of the notes that mention it."""

from support.vaults import VaultFactory, note, page_of


def linked_from(vault: VaultFactory, words: str, **properties: object) -> str:
    """What stands below "Linked from" of a note that another mentions in these words."""
    site = vault({"Goal.md": "", "Source.md": words, "Run.md": note("", share=0.9, **properties)})
    return page_of(site, "Goal.md").html.partition("Linked from")[2]


def test_formulas_are_set(vault: VaultFactory) -> None:
    html = linked_from(vault, r"The $\sqrt{d}$ of [[Goal]] and `$code$`.")
    assert "<msqrt><mi>d</mi></msqrt>" in html
    assert "<code>$code$</code>" in html


def test_a_formula_that_cannot_be_set_is_its_source(vault: VaultFactory) -> None:
    html = linked_from(vault, r"The $\nothing<b$ of [[Goal]].")
    assert r"The \nothing&lt;b of" in html
    assert "<math" not in html


def test_a_formula_that_refers_to_others_is_its_source(vault: VaultFactory) -> None:
    html = linked_from(vault, r"$$\tag{1}\label{mass}$$" "\n\n" r"By $\eqref{mass}$, [[Goal]].")
    assert r"By \eqref{mass}, <mark>Goal</mark>." in html


def test_values_are_those_of_the_day(vault: VaultFactory) -> None:
    assert "right for 0.9 of them" in linked_from(
        vault, "It is right for `= [[Run]].share` of them, [[Goal]]."
    )


def test_a_value_that_nobody_has_is_left_out(vault: VaultFactory) -> None:
    words = "It is right for `= [[Run]].loss` and `= [[Nowhere]].x`, [[Goal]]."
    assert "right for … and …, " in linked_from(vault, words)


def test_a_private_notes_name_and_value_are_not_said(vault: VaultFactory) -> None:
    html = linked_from(vault, "It is right for `= [[Run]].share` of them, [[Goal]].", draft=True)
    assert "right for  of them" in html
    assert "Run" not in html
    assert "0.9" not in html


def test_sentences_that_differ_in_what_is_set_are_told_apart(vault: VaultFactory) -> None:
    html = linked_from(vault, "Of `= [[Run]].share`, [[Goal]].\n\nOf `= [[Run]].more`, [[Goal]].", more=7)
    assert "Of 0.9, " in html
    assert "Of 7, " in html
