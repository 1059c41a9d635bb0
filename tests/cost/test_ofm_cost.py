"""Reading and rendering cost as much as the text is long, for every construct and the worst done to it.

This keeps promise P11.
"""

from collections.abc import Callable

import pytest

from milepost.model.path import VaultPath
from milepost.model.vault import SourceFile
from milepost.notes.parse import parse_note
from milepost.ofm.env import in_markdown_it
from milepost.ofm.facts import collect
from milepost.ofm.parser import create_parser
from milepost.settings import Settings
from support.counting import grows_in_line, lines_run
from support.fake_vault import fake_env
from support.hostile import HOSTILE, HOSTILE_PROPERTIES

MARKDOWN = create_parser()
# Behind these, blocks are nested as deep as they may be, and more lines are lazy than a quote looks at first.
PIECES = 100


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_is_twice_the_work(make: Callable[[int], str]) -> None:
    def render(text: str) -> None:
        env = in_markdown_it(fake_env())
        tokens = MARKDOWN.parse(text, env)
        collect(tokens)
        MARKDOWN.renderer.render(tokens, MARKDOWN.options, env)

    assert _grows_in_line(render, make)


@pytest.mark.parametrize("make", HOSTILE_PROPERTIES.values(), ids=HOSTILE_PROPERTIES.keys())
def test_twice_the_properties_are_twice_the_work(make: Callable[[int], str]) -> None:
    def parse(text: str) -> None:
        parse_note(SourceFile(VaultPath("Note.md"), text, "digest"), MARKDOWN, Settings())

    assert _grows_in_line(parse, make)


def _grows_in_line(action: Callable[[str], None], make: Callable[[int], str]) -> bool:
    texts = [make(times * PIECES) for times in (1, 2, 4)]
    action(texts[0])  # what is loaded or kept for the first time
    small, middle, large = (lines_run(lambda text=text: action(text)) for text in texts)
    return grows_in_line(small, middle, large)
