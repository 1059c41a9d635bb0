"""Setting one property of a note, and no other byte."""

import json
import re
from typing import cast

import yaml

from milepost.authoring.draft import properties_text
from milepost.errors import EditError
from milepost.model.path import VaultPath
from milepost.notes.frontmatter import Frontmatter, opened, split

__all__ = ["set_property"]

# A line and its end, which is any that `split` knows and no other.
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def set_property(path: VaultPath, text: str, name: str, value: object) -> str:
    """The note's text with the property `name` set to `value`: text, a number, a date, or a list of these.

    `name` is in lower case, as properties are compared; one that is there keeps its own spelling.
    Comments, quotes, the order of the properties, line ends and a byte order mark stay. A property that is
    not there yet becomes the last one. YAML reads the value back as it was given, or the text is not changed.

    Raises:
        EditError: the note has no properties, or they or this one cannot be edited safely.
    """
    front = split(path, text)
    if front.problem is not None:
        raise EditError(f"{path}:{front.problem.line}", front.problem.sentence)
    if front.first_line == 1:
        raise EditError(f"{path}:1", "the note has no properties; add them in Obsidian first")
    start, end, newline = _block(text)
    written = properties_text({name: value}).replace("\n", newline)
    found = _value_of(text[start:end], name)
    if found is None:
        changed = f"{text[:end]}{written}{text[end:]}"
    elif front.values[name] == value:
        return text
    elif (grown := _grown(text, start, found, front.values[name], value, newline)) is not None:
        changed = grown
    else:
        changed = _replace(text, start, found, _in_quotes_of(found, value) or _after_colon(written))
    _verify(path, front, name, value, changed)
    return changed


def _block(text: str) -> tuple[int, int, str]:
    """Where the properties begin and end, between the fences, and what ends their lines."""
    fence, *lines = _LINE.finditer(text)
    end = next(line.start() for line in lines if line[1].rstrip() == "---")
    return fence.end(), end, fence[2]


def _value_of(block: str, name: str) -> yaml.Node | None:
    """The node of a property's value in properties that `split` has read; its marks count characters."""
    with opened(block) as (_, node):
        pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value if node else [])
    return next((value for key, value in pairs if str(key.value).lower() == name), None)


def _replace(text: str, start: int, node: yaml.Node, written: str) -> str:
    """The text with the node's characters replaced; a list begins on a line of its own."""
    first, last = start + node.start_mark.index, start + _end(node)
    last = first + len(text[first:last].rstrip())  # a block of text ends where the next property begins
    before = text[:first]
    if written.startswith(("\n", "\r")):
        before = before.rstrip()
    elif before.endswith(":"):
        before += " "
    return f"{before}{written}{text[last:]}"


def _grown(text: str, start: int, node: yaml.Node, before: object, value: object, newline: str) -> str | None:
    """The text with new entries below the last line of a list, remarks untouched; `None` of anything else."""
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        return None
    last, known = cast("yaml.Node", node.value[-1]), cast("list[object]", before)
    wanted = cast("list[object]", value) if isinstance(value, list) else []
    if wanted[: len(known)] != known:
        return None
    if not isinstance(last, yaml.ScalarNode) or last.style in ("|", ">"):  # which end on a line of others
        return None
    line = cast("re.Match[str]", _LINE.match(text, start + _end(last)))
    entries = properties_text({"new": wanted[len(known) :]}).splitlines()[1:]
    more = (f"{newline}{' ' * node.start_mark.column}{entry.lstrip()}" for entry in entries)
    return f"{text[: line.end(1)]}{''.join(more)}{text[line.end(1) :]}"


def _end(node: yaml.Node) -> int:
    """Where the node ends; PyYAML counts the remarks below a list to the list."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last: yaml.Node | tuple[yaml.Node, yaml.Node] = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return node.end_mark.index


def _in_quotes_of(node: yaml.Node, value: object) -> str | None:
    """The value in the quotes that stand there already, `None` where there are none or it is no text."""
    if not isinstance(node, yaml.ScalarNode) or not isinstance(value, str):
        return None
    match node.style:
        case "'":
            return "'" + value.replace("'", "''") + "'"
        case '"':
            return json.dumps(value, ensure_ascii=False)
        case _:
            return None


def _after_colon(written: str) -> str:
    return written.partition(":")[2].lstrip(" ").rstrip("\r\n")


def _verify(path: VaultPath, before: Frontmatter, name: str, value: object, changed: str) -> None:
    """Read the result back: the property is what was asked for, and all others are what they were."""
    after = split(path, changed)
    if dict(after.values) != {**before.values, name: value}:
        reason = f"{name} cannot be changed without touching more; change it in Obsidian"
        raise EditError(f"{path}:{before.lines.get(name, 1)}", reason)
