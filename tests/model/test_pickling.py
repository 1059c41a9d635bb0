"""What is kept from one build to the next comes back as it was."""

import pickle

import pytest

from milepost.model.link import Embed, Link, Passage, Target
from milepost.model.note import Block, Heading
from milepost.model.page import Crumb, TocEntry
from milepost.model.path import Anchor, PagePath
from milepost.model.pickled import Pickled

TARGET = Target("Note", ("One", "Two"))
PASSAGE = Passage("See Note, and `code`.", 4, 8, ((14, 18),))
VALUES = (
    TARGET,
    PASSAGE,
    Link(TARGET, "words", "wikilink", 7, PASSAGE),
    Embed(TARGET, "", 300, None, 8, PASSAGE),
    Heading(2, "Words", Anchor("words"), 3),
    Block("id", Anchor("^id"), 4),
    Crumb("Title", PagePath("notes/")),
    TocEntry(2, "Words", Anchor("words"), (TocEntry(3, "More", Anchor("more"), ()),)),
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_back_as_it_was(value: Pickled) -> None:
    assert pickle.loads(pickle.dumps(value)) == value


def test_every_kind_that_says_how_it_is_pickled_is_tried() -> None:
    tried = {type(value).__name__ for value in VALUES}
    assert tried == {kind.__name__ for kind in Pickled.__subclasses__()}  # slots make each class twice
