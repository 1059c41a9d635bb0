"""The worst that is known to be possible to each construct: texts that grow with a number of pieces."""

from collections.abc import Callable, Mapping

__all__ = ["HOSTILE", "HOSTILE_PROPERTIES", "hostile_vault"]

# What is repeated.
_RUNS = {
    "wikilinks": "[[a]]",
    "wikilinks that never end": "[[a",
    "brackets": "[",
    "links": "[a](b.md) ",
    "links that never end": "[a](",
    "links with titles that never end": '[a](b "c',
    "references": "[a]: b\n",
    "references that never end": "[a]: b 'c\n",
    "references in use": "[a] ",
    "embeds": "![[a]] ",
    "embeds that never end": "![[a",
    "images": "![a|1](b)",
    "images that never end": "![",
    "tags": "#a ",
    "numbers as tags": "#1",
    "highlights": "==a",
    "highlights around emphasis": "*_~~== ",
    "comments": "a %% b\n\n",
    "comments on a line": "%%a%% ",
    "comments and code spans": "`%%",
    "comments in a list": "- %% a\n",
    "comments from item to item": "- a %% b\n",
    "comments from quote to cell": "> a %% b\n\n| a |\n| - |\n| %% b |\n\n",
    "comments astray": "a %% b\n\n%%\na\n%%\n\n",
    "comments in brackets": "[[a|%%]] ",
    "block ids": "a ^a\n\n",
    "carets": "^a ",
    "formulas": "$a$",
    "formulas that never end": "$a ",
    "formulas from line to line": "a $$\nb\n$$ c\n",
    "formulas in a list": "- $$a\n",
    "dollars that are escaped": "$$\\$",
    "callouts": "> [!a]\n\n",
    "callouts with lazy lines": "> [!a]\nb\n",
    "quotes": "> ",
    "quotes with lazy lines": "> a\nb\n",
    "quotes that lazy lines cannot go on": ">-\na\n",
    "quotes in quotes that lazy lines cannot go on": "> >-\n> a\n",
    "lists": "- a\n",
    "lists in lists": "- a\n  - b\n",
    "tasks": "- [ ] a\n",
    "footnotes": "[^a]: b[^a]\n",
    "inline footnotes": "^[a] ",
    "inline footnotes that never end": "^[a",
    "labels that never end": "[^a b",
    "ids below quotes": "> a\n^a\n",
    "addresses": "http://a.b/)))) ",
    "mail addresses": "a.b@",
    "colons": "x:",
    "schemes": "http:",
    "hosts": "www.a_",
    "headings": "# a\n",
    "headings that look counted": "# a-1\n",
    "code": "```\n",
    "code in quotes": "> ```\n",
    "backticks": "`a``",
    "table": "| a ",
    "rows": "| a | b |\n",
    "values": "`=[[a]].b` ",
    "values that never end": "`=[[a",
    "blocks of plugins": "```query\na\n```\n",
    "addresses of the app": "[a](obsidian://open?&file=b) ",
    "addresses of the app without a file": "[a](obsidian://open?&&&&&&) ",
    "films": "![](https://youtu.be/a) ",
    "emphasis": "*a _b",
    "emphasis in runs": "***a** b* ",
    "line breaks": "a  \n",
    "angle brackets": "<",
    "tags of HTML": "<b>",
    "tags of HTML that never end": '<a b="',
    "comments of HTML that never end": "a <!-- ",
    "frames in HTML": '<iframe src="//a">',
    "frames in HTML that never end": '<iframe "',
    "blocks of HTML": "<div>\n\na\n\n",
    "entities": "&amp;",
    "escapes": "\\*",
}


def _run(piece: str) -> Callable[[int], str]:
    return lambda count: piece * count


HOSTILE: Mapping[str, Callable[[int], str]] = {
    **{name: _run(piece) for name, piece in _RUNS.items()},
    "brackets in brackets": lambda count: "[" * count + "](b)" * count,
    "images in images": lambda count: "![" * count + "](b)" * count,
    "footnotes in footnotes": lambda count: "^[a " * count + "]" * count,
    "emphasis in emphasis": lambda count: "*a " * count + "b*" * count,
    "highlights in highlights": lambda count: "==a " * count + "b==" * count,
    "lists in lists on one line": lambda count: "- " * count + "a",
    "quotes in lists on one line": lambda count: "- > " * count + "a",
    "quotes that deepen, again and again": lambda count: "".join(
        ">" * (at % 24 + 1) + " a\n" for at in range(2 * count)
    ),
    "fractions in fractions": lambda count: "$" + r"\frac{" * count + "a" + "}{b}" * count + "$",
    "roots of roots": lambda count: "$" + r"\sqrt " * count + "a$",
    "brackets in a formula": lambda count: "$" + 2 * r"\left[" * count + "$",  # too deep to be set
    "arrows of a diagram": lambda count: r"$\begin{CD}" + "A @>a>> " * count + r"\end{CD}$",
    "formulas, each another": lambda count: "".join(f"$a_{{{at}}}$ " for at in range(count)),
    "code of an unknown language, each another": lambda count: "".join(
        f"```a{at}\nb\n```\n" for at in range(count)
    ),
    "a long line of code": lambda count: "```java\n" + "a<" * count * 40 + "\n```\n",
    "diagrams": lambda count: "```mermaid\npie\n 'a': 1\n```\n" * count,
    "headings, each another": lambda count: "".join(f"# a {at}\n" for at in range(count)),
    "footnotes, each another": lambda count: (
        "".join(f"[^{at}] " for at in range(count)) + "\n\n" + "".join(f"[^{at}]: b\n" for at in range(count))
    ),
    "footnotes that lead to footnotes": lambda count: (
        "[^0]\n\n" + "".join(f"[^{at}]: b[^{at + 1}]\n" for at in range(count))
    ),
    "block ids, each another": lambda count: "".join(f"a ^b{at}\n\n" for at in range(count)),
    "tags, each another": lambda count: "".join(f"#a{at} " for at in range(count)),
}
"""Each makes a text of about so many pieces."""

HOSTILE_PROPERTIES: Mapping[str, Callable[[int], str]] = {
    "properties": lambda count: "---\n" + "".join(f"a{at}: b\n" for at in range(count)) + "---\n",
    "tags": lambda count: "---\ntags: [" + "".join(f"a{at}, " for at in range(count)) + "]\n---\n",
    "lists in a list": lambda count: "---\na: " + "[" * count + "]" * count + "\n---\n",
    "a value in many places": lambda count: "---\na: &a [x]\nb: [" + "*a, " * count + "]\n---\n",
    "a fence that never ends": lambda count: "---\n" + "a\n" * count,
    "fences": lambda count: "---\n" * count,
}
"""Notes whose properties are the worst that is known."""


def hostile_vault(count: int) -> Mapping[str, str]:
    """A note that embeds each part of another in two ways, and notes that mention both and share tags."""
    parts = "\n\n".join(f"## Part {at}\n\n- words [^1] ^part-{at}\n\n[[Hub]]" for at in range(count))
    hub = "\n\n".join(f"![[Parts#Part {at}]]\n\n![[Parts#^part-{at}]]\n\n#tag{at}" for at in range(count))
    others = {f"Note {at}.md": f"[[Hub]] and [[Parts#Part {at}]] #tag{at}" for at in range(count)}
    return {"Hub.md": hub, "Parts.md": parts + "\n\n[^1]: a footnote\n", **others}
