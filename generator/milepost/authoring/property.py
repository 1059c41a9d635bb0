"""Setting one property of a note, and no other byte."""

from collections.abc import Mapping
from typing import cast

import yaml

from milepost.errors import EditError
from milepost.model.path import VaultPath
from milepost.notes.frontmatter import split

__all__ = ["set_property"]


def set_property(path: VaultPath, text: str, name: str, value: str) -> str:
    """The note's text with the property `name` set to `value`, which YAML must read back as written.

    Comments, quotes, the order of the properties, line ends and a byte order mark stay. A property that is
    not there yet becomes the last one.

    Raises:
        EditError: the note has no properties, or they or this one cannot be edited safely.
    """
    front = split(path, text)
    if front.problem is not None:
        raise EditError(f"{path}:{front.problem.line}", front.problem.message)
    if front.first_line == 1:
        raise EditError(f"{path}:1", "the note has no properties; add them in Obsidian first")
    start, end = _block(text)
    found = _values_of(text[start:end], name)
    if len(found) > 1:
        line = text.count("\n", 0, start + found[1].start_mark.index) + 1
        raise EditError(f"{path}:{line}", f"{name} stands there twice; delete one")
    if not found:
        newline = "\r\n" if "\r\n" in text[:start] else "\n"
        changed = f"{text[:end]}{name}: {value}{newline}{text[end:]}"
    else:
        changed = _replace(text, start, found[0], value)
    _verify(path, front.values, name, value, changed)
    return changed


def _block(text: str) -> tuple[int, int]:
    """Where the properties stand in the text: from the line below the first fence to the second fence."""
    start = text.index("\n") + 1
    at = start
    for line in text[start:].splitlines(keepends=True):
        if line.rstrip() == "---":
            return start, at
        at += len(line)
    raise AssertionError("split() has found the second fence")


def _values_of(block: str, name: str) -> list[yaml.Node]:
    loader = yaml.SafeLoader(block)  # not libyaml: its marks count bytes
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode):
        return []
    pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
    return [value for key, value in pairs if isinstance(key, yaml.ScalarNode) and key.value == name]


def _replace(text: str, start: int, node: yaml.Node, value: str) -> str:
    """The text with the node's characters replaced, in the quotes that it has."""
    first, last = start + node.start_mark.index, start + node.end_mark.index
    style = node.style if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else ""
    blank = " " if text[first - 1] == ":" else ""
    return f"{text[:first]}{blank}{style}{value}{style}{text[last:]}"


def _verify(path: VaultPath, before: Mapping[str, object], name: str, value: str, changed: str) -> None:
    """Read the result back: the property is what was asked for, and all others are what they were."""
    after = split(path, changed)
    if after.problem is not None or dict(after.values) != {**before, name: value}:
        line = after.lines.get(name, 1)
        reason = f"{name} cannot be changed without touching more; change it in Obsidian"
        raise EditError(f"{path}:{line}", reason)
