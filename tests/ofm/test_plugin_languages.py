"""Plugins' languages are no others."""

import pytest
from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]
from pygments.util import ClassNotFound

from milepost.ofm.plugin_block import PLUGIN_LANGUAGES


@pytest.mark.parametrize("language", sorted(PLUGIN_LANGUAGES))
def test_nobody_writes_code_in_the_language_of_a_plugin(language: str) -> None:
    with pytest.raises(ClassNotFound):
        get_lexer_by_name(language)
