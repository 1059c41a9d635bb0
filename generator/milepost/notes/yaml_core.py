"""YAML 1.2 as Obsidian reads it, where PyYAML reads 1.1: there `on` is true, 12:30 is 750, and 010 is 8."""

import datetime
import re
from math import isfinite
from typing import TYPE_CHECKING, ClassVar

import yaml

if TYPE_CHECKING:
    from yaml import SafeLoader
else:
    from frontmatter.default_handlers import SafeLoader  # libyaml's where it is there, else Python's

__all__ = ["Loader"]

# YAML bounds no number; Python refuses to write out one of thousands of digits.
_MOST_BITS = 64
_DAY = len("2026-01-31")

# YAML 1.2.2, section 10.3.2: the core schema's scalars, each with the characters it may begin with. Zeros
# before a number make it text. And dates, which Obsidian tells by their form, and `<<`, as notes of old have.
_SCALARS = {
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "null": (r"~|null|Null|NULL|", ("~", "n", "N", "")),
    "int": (r"[-+]?(?:0|[1-9][0-9]*)|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    "float": (
        r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        "-+.0123456789",
    ),
    "timestamp": (
        r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[-+]\d\d:?\d\d)?)?",
        "0123456789",
    ),
    "merge": (r"<<", "<"),
}


class Loader(SafeLoader):
    """Reads YAML safely; a date that no calendar has is text, and so is a number beyond all use."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}  # pyright: ignore[reportIncompatibleVariableOverride]


def _tag(name: str) -> str:
    return f"tag:yaml.org,2002:{name}"


def _text(loader: Loader, node: yaml.Node) -> str:
    """What a scalar says. A tag may stand before a list, too; this is an error in the YAML."""
    return loader.construct_scalar(node)  # pyright: ignore[reportArgumentType]


def _timestamp(loader: Loader, node: yaml.Node) -> object:
    text = _text(loader, node)
    read = datetime.date if len(text) == _DAY else datetime.datetime
    try:
        return read.fromisoformat(text)
    except ValueError:
        return text


def _integer(loader: Loader, node: yaml.Node) -> object:
    text = _text(loader, node)
    try:
        number = int(text, 0)
    except ValueError:  # thousands of digits
        return text
    return number if number.bit_length() <= _MOST_BITS else text


def _decimal(loader: Loader, node: yaml.ScalarNode) -> object:
    number = loader.construct_yaml_float(node)
    return number if isfinite(number) or node.value.lower().endswith(("inf", "nan")) else node.value


def _members(loader: Loader, node: yaml.Node) -> list[object]:
    """A set as a list, in the order written: Python would have its members in another one in each process."""
    return list(loader.construct_mapping(node, deep=True))  # pyright: ignore[reportArgumentType]


for _name, (_pattern, _chars) in _SCALARS.items():
    for _char in _chars:
        _rules = Loader.yaml_implicit_resolvers.setdefault(_char, [])
        _rules.append((_tag(_name), re.compile(rf"(?:{_pattern})\Z")))
Loader.add_constructor(_tag("timestamp"), _timestamp)
Loader.add_constructor(_tag("int"), _integer)
Loader.add_constructor(_tag("float"), _decimal)
Loader.add_constructor(_tag("set"), _members)
