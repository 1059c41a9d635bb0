"""References to equations: what they may repeat."""

from milepost.ofm.env import in_markdown_it
from milepost.ofm.parser import create_parser
from support.fake_vault import fake_env


def test_references_to_a_tag_as_long_as_the_note_do_not_repeat_it() -> None:
    def page(tag: str) -> str:
        text = rf"$$\tag{{{tag}}} x \label{{a}}$$" + "\n\n$" + 1_000 * r"\eqref{a}" + "$\n"
        return create_parser().render(text, in_markdown_it(fake_env()))

    assert page("ast").count("(ast)") == 1_001
    assert page(1_000 * "ast").count("ast") < 10_000
