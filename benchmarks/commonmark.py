"""Counts the examples of CommonMark 0.31.2 and of GFM's extensions that Markdown writers get right.

Run `PYTHONPATH=tests python benchmarks/commonmark.py`. Every writer is given the same examples, and what it
writes is compared in the form of CommonMark's own test tool (`support/specification.py`): without what only
styles use, so that a colour, a class or an id is no fault. `--failed` names the examples that each got wrong.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from markdown import Markdown
from markdown_it import MarkdownIt

from milepost.model.link import Embed, Link
from milepost.ofm.env import LinkTarget, RenderEnv, in_markdown_it
from milepost.ofm.parser import NOT_COMMONMARK, create_parser
from support.specification import Example, normalised, read_examples

_FIXTURES = Path(__file__).parent.parent / "tests" / "ofm"
# What the documentation of Material for MkDocs advises; the marks beside headings that it adds are left out.
_MATERIAL = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.emoji"),
    *("pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark"),
    *("pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
    "pymdownx.tilde",
)
_OPTIONS = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tabbed": {"alternate_style": True},
}

Writer = Callable[[str], str]


def _python_markdown(*extensions: str) -> Writer:
    # One a text, as MkDocs does: its footnotes and references are kept in the object.
    def write(text: str) -> str:
        return Markdown(extensions=list(extensions), extension_configs=_OPTIONS).convert(text)

    return write


def _dialect() -> Writer:
    """Obsidian's Markdown in a vault that has every file there may be, for no other writer looks for them."""
    markdown = create_parser(strict_line_breaks=True)

    def link(link: Link) -> LinkTarget:
        return LinkTarget(markdown.normalizeLink(str(link.target)), "found")

    def embed(embed: Embed) -> str:
        address = markdown.normalizeLink(str(embed.target))
        return f'<img src="{escape(address)}" alt="{escape(embed.alt)}">'

    return lambda text: markdown.render(text, in_markdown_it(RenderEnv(link=link, embed=embed)))


def _markdown_it_gfm() -> Writer:
    """The parts of GFM that markdown-it-py brings itself; links of bare addresses need another package."""
    options = {"tasklists": True, "strikethrough_single_tilde": True}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).render


WRITERS: Mapping[str, Writer] = {
    "Milepost, `render --commonmark`": create_parser(commonmark=True).render,
    "Milepost, what leaves CommonMark alone": create_parser(
        strict_line_breaks=True, without=frozenset(NOT_COMMONMARK)
    ).render,
    "Milepost, the whole dialect": _dialect(),
    "markdown-it-py, bare": MarkdownIt("commonmark").render,
    "markdown-it-py, with its parts of GFM": _markdown_it_gfm(),
    "Python-Markdown, bare": _python_markdown(),
    "Python-Markdown, with Material's usual extensions": _python_markdown(*_MATERIAL),
}


def examples() -> Mapping[str, list[Example]]:
    """The examples of each specification."""
    written = json.loads((_FIXTURES / "commonmark_spec.json").read_text(encoding="utf-8"))
    return {
        "CommonMark": [
            Example(each["example"], each["section"], each["markdown"], each["html"]) for each in written
        ],
        "GFM extensions": list(read_examples(_FIXTURES / "gfm_extensions.txt")),
    }


def failed(write: Writer, wanted: list[Example]) -> list[str]:
    """The ids of the examples that come out otherwise than they should, or not at all."""
    return [each.id for each in wanted if not _is_right(write, each)]


def _is_right(write: Writer, example: Example) -> bool:
    try:
        return normalised(write(example.markdown)) == normalised(example.html)
    except Exception:  # a writer that gives up on a text gets it wrong
        return False


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Count what Markdown writers get right.")
    options.add_argument("--failed", action="store_true", help="name the examples that went wrong")
    names_wanted = options.parse_args().failed
    specifications = examples()
    print(f"| writer | {' | '.join(specifications)} |")
    print(f"| --- |{' ---: |' * len(specifications)}")
    for name, write in WRITERS.items():
        wrong = {title: failed(write, wanted) for title, wanted in specifications.items()}
        counts = (
            f"{len(wanted) - len(wrong[title])}/{len(wanted)}" for title, wanted in specifications.items()
        )
        print(f"| {name} | {' | '.join(counts)} |")
        if names_wanted:
            print("".join(f"    {title}: {', '.join(ids) or 'none'}\n" for title, ids in wrong.items()))


if __name__ == "__main__":
    main()
