"""An estimate is shown as written, with its hours where it does not say them."""

import pytest

from support.outline import outline
from support.vaults import VaultFactory, item, page_at


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("30 min", "30 min"),
        ("1 full afternoon (4 hours)", "1 full afternoon (4 hours)"),
        ("1 month", "1 month ≈ 120 h"),
        ("1 weekend (2 afternoons)", "1 weekend (2 afternoons) ≈ 8 h"),
        ("soon", "soon"),
    ],
)
def test_an_estimate_is_shown_with_its_hours(words: str, shown: str, vault: VaultFactory) -> None:
    site = vault({"Softmax.md": item("todo", estimate=words)})
    assert outline(page_at(site, "softmax/").html) == f"# Softmax\nTo do {shown}\n"
