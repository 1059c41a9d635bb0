"""What stands between `[[` and `|`, taken apart."""

import re

from milepost.model.link import Target

__all__ = ["parse_target"]

_FOOTNOTE = re.compile(r"\[\^([^\[\]]+)\]")


def parse_target(text: str) -> Target:
    """The target that `text` names, without the words after `|`; spaces around it do not count.

    >>> str(parse_target(" Softmax # Why # Details "))
    'Softmax#Why#Details'
    >>> parse_target("#^claim").block
    'claim'
    >>> parse_target("Softmax#[^1]").footnote
    '1'
    """
    name, *rest = (part.strip() for part in text.split("#"))
    parts = tuple(part for part in rest if part)
    if parts and parts[-1].startswith("^"):
        return Target(name, block=parts[-1][1:].strip())
    if parts and (footnote := _FOOTNOTE.fullmatch(parts[-1])):
        return Target(name, footnote=footnote[1])
    return Target(name, parts)
