"""GitHub's tables, tasks, struck words and bare addresses, example by example.

`gfm_extensions.txt` is what the specification of GitHub Flavored Markdown 0.29 says of its extensions,
without its other sections; (C) John MacFarlane and GitHub, CC BY-SA 4.0. The last of them is not asked of
us: it is about HTML that GitHub does not show.
"""

from collections import Counter
from pathlib import Path

import pytest

from milepost.ofm.parser import create_parser
from support.specification import Example, normalised, read_examples

ALL = read_examples(Path(__file__).with_name("gfm_extensions.txt"))
EXAMPLES = [each for each in ALL if each.section != "Disallowed Raw HTML (extension)"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[each.id for each in EXAMPLES])
def test_an_example_comes_out_as_it_says(example: Example) -> None:
    html = create_parser(strict_line_breaks=True).render(example.markdown)
    assert normalised(html) == normalised(example.html)


def test_all_sections_are_here() -> None:
    assert Counter(each.section for each in EXAMPLES) == {
        "Tables (extension)": 8,
        "Task list items (extension)": 2,
        "Strikethrough (extension)": 2,
        "Autolinks (extension)": 11,
    }


def test_a_difference_is_seen() -> None:
    assert normalised("<p><s>a</s></p>\n") == normalised('<p class="b"><del>a</del></p>')
    assert normalised("<p>a</p>") != normalised("<p><em>a</em></p>")
    assert normalised('<td align="left">a</td>') != normalised("<td>a</td>")
    assert normalised("<pre>a  b</pre>") != normalised("<pre>a b</pre>")
