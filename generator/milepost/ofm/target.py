"""What stands between `[[` and `|`, taken apart."""

from milepost.model.link import Target

__all__ = ["parse_target"]


def parse_target(text: str) -> Target:
    """The target that `text` names, without the words after `|`; spaces around it do not count.

    >>> str(parse_target(" Softmax # Why # Details "))
    'Softmax#Why#Details'
    >>> parse_target("#^claim").block
    'claim'
    """
    name, *rest = (part.strip() for part in text.split("#"))
    parts = tuple(part for part in rest if part)
    if parts and parts[-1].startswith("^"):
        return Target(name, block=parts[-1][1:].strip())
    return Target(name, parts)
