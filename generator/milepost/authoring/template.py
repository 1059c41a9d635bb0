"""Filling a template as Obsidian's core plugin Templates does, and its properties as YAML needs it."""

import re
from datetime import date
from typing import cast

from milepost.authoring.property import set_property
from milepost.errors import EditError
from milepost.model.vault import SourceFile
from milepost.notes.frontmatter import split

__all__ = ["fill_template"]

_DATE = re.compile(r"\{\{date(?::YYYY-MM-DD)?\}\}")
_TITLE = "{{title}}"
# Stands in for the title while YAML reads the properties: bare, `{{title}}` would be a mapping there.
_STAND_IN = "\ue000"


def fill_template(template: SourceFile, name: str, today: date) -> str:
    """The text of a new note called `name`, a file name without its ending.

    `{{title}}` is that name, as in Obsidian; `{{date}}` and `{{date:YYYY-MM-DD}}` are the day. Other
    placeholders stay. A template without properties gets an empty block of them.

    Raises:
        EditError: the template's properties cannot be read, even when they are filled.
    """
    text = _DATE.sub(today.isoformat(), template.text).replace(_TITLE, _STAND_IN)
    if split(template.path, text).first_line == 1:
        text = f"---\n---\n{text}"
    front = split(template.path, text)
    if front.problem is not None:
        raise EditError(f"{template.path}:{front.problem.line}", front.problem.sentence)
    for property_name, value in front.values.items():
        filled = _filled(value, name)
        if filled != value:
            text = set_property(template.path, text, property_name, filled)
    return text.replace(_STAND_IN, name)  # in the body, and in comments between the properties


def _filled(value: object, name: str) -> object:
    if isinstance(value, str):
        return value.replace(_STAND_IN, name)
    if isinstance(value, list):
        return [_filled(each, name) for each in cast("list[object]", value)]
    return value
