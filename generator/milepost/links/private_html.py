"""HTML that leads to a private file: what its tag, and a link's words, say of that file."""

import re
from bisect import bisect
from html import unescape

from milepost.links.private_links import INSTEAD, Private, broken, ends_of_lines, in_plain_words, target_of
from milepost.links.resolve import NOBODY
from milepost.model.link import Target
from milepost.ofm.html import addresses_of

__all__ = ["without_private_tags"]

# A tag that has attributes, and all that a link holds.
_TAG = re.compile(
    r"(?P<tag><(?:(?P<link>a)|[a-z][\w-]*)(?=[\s\\])(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>)"
    r"(?(link)(?P<words>(?:[^<]|<(?!/?a\b))*+(?=</a\b))?)",
    re.IGNORECASE,
)
_INNER_TAG = re.compile(r"<[^<>]*>")
# A canvas writes quotation marks with a sign before each.
_ATTRIBUTE = re.compile(
    r"(?<![^\s\"'<>/=\\])(?P<before>(?P<name>[^\s\"'<>/=\\]++)\s*=\s*)"
    r"(?:(?P<mark>\\?[\"'])(?P<value>[^<]*?)(?P=mark)|(?P<bare>[^\s\"'<>\\]+))"
)


def without_private_tags(text: str, private: Private) -> tuple[str, list[tuple[int, str, str]]]:
    """The text on as many lines, and the tags that named such files, as `without_private_names` has them."""
    if "<" not in text or "=" not in text:
        return text, []
    told: list[tuple[re.Match[str], str, str]] = []
    kept, at = list[str](), 0
    while found := _TAG.search(text, at):
        kept.append(text[at : found.start()])
        goals = (_goal(each, private) for each in _ATTRIBUTE.finditer(found["tag"]))
        if goal := next(filter(None, goals), None):
            advice = _reworded(found, goal, private, "words")
            if advice != found[0]:
                link, advice = (" ".join(each.split()) for each in (found[0], advice))
                told.append((found, link, advice))
            kept.append(_reworded(found, goal, private, INSTEAD, NOBODY))
            at = found.end()
        else:
            kept.append(found["tag"])
            at = found.end("tag")  # what is in a link is looked at, too
    ends = ends_of_lines(text) if told else []
    return "".join((*kept, text[at:])), [(bisect(ends, tag.start()), link, new) for tag, link, new in told]


def _goal(attribute: re.Match[str], private: Private) -> Target | None:
    """The private file that an attribute leads to."""
    value = unescape(in_plain_words(attribute["value"] or attribute["bare"] or ""))
    targets = filter(None, map(target_of, addresses_of(attribute["name"], value)))
    return next(filter(private.holds, targets), None)


def _reworded(tag: re.Match[str], goal: Target, private: Private, instead: str, nobody: str = "") -> str:
    """The tag, and what it holds, with `instead` for names, and with `nobody` for where it leads, if any."""

    def words(written: str) -> str:
        inside = written.strip()
        said = " ".join(unescape(in_plain_words(inside)).split())
        named = inside and not private.chosen(goal, said)
        return written.replace(inside, broken(instead, inside), 1) if named else written

    def attribute(each: re.Match[str]) -> str:
        mark, value = each["mark"] or "", each["value"] or each["bare"] or ""
        if _goal(each, private):
            return f"{each['before']}{mark}{nobody or value}{mark}"
        said = words(value) if mark else words(value).replace(" ", "-")
        return f"{each['before']}{mark}{said}{mark}"

    inside = _INNER_TAG.sub(lambda each: _ATTRIBUTE.sub(attribute, each[0]), tag["words"] or "")
    return _ATTRIBUTE.sub(attribute, tag["tag"]) + words(inside)
