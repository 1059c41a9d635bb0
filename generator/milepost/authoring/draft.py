"""What an imported item, phase or roadmap becomes: the properties and sections of a note, and their text."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from milepost.authoring.literal import destination, inline, label, paragraph
from milepost.authoring.page_text import Figures, ItemText, PhaseText, Resource, RoadmapText
from milepost.model.frozen import Frozen, field, replace
from milepost.model.path import VaultPath, stem
from milepost.model.roadmap import Status
from milepost.notes.yaml_core import Loader

__all__ = [
    "Draft",
    "draft_item",
    "draft_phase",
    "draft_roadmap",
    "properties_text",
    "short_title",
    "with_status",
    "write",
]

_MILESTONE = re.compile(r"milestone:\s*(?=\S)", re.IGNORECASE)


class Draft(Frozen):
    """A note before it is written; nothing in it is empty."""

    properties: Mapping[str, object]
    """In the order in which they are written."""
    sections: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headings of the second level to what stands below them, in order."""


def short_title(title: str) -> str:
    """The title without the mark of a milestone.

    >>> short_title("MILESTONE: Explain it"), short_title("Milestones")
    ('Explain it', 'Milestones')
    """
    return _MILESTONE.sub("", title, count=1) if _MILESTONE.match(title) else title


def draft_item(item: ItemText, path: VaultPath, phase: str, source: str, order: int) -> Draft:
    """The note of an item to do; `phase` is what a link to its phase names, `order` its place there."""
    title = short_title(item.title)
    return Draft(
        _without_empty(
            type="item",
            title=title,
            aliases=_aliases(path, item.title),
            kind=item.kind,
            status=Status.TODO.value,
            phase=f"[[{phase}]]",
            order=order,
            estimate=item.estimate,
            milestone=title != item.title,
            imported_from=source,
            imported_line=item.line,
        ),
        _without_empty(
            **{
                "Practice plan": paragraph(item.plan),
                "Steps": "\n".join(f"- [ ] {inline(step)}" for step in item.steps),
                "Resources": "\n".join(f"- {_resource(each)}" for each in item.resources),
            }
        ),
    )


def with_status(draft: Draft, status: Status) -> Draft:
    """The same item in another status."""
    return replace(draft, properties={**draft.properties, "status": status.value})


def draft_phase(phase: PhaseText, path: VaultPath, roadmap: str, source: str) -> Draft:
    """The note of a phase; `roadmap` is what a link to its roadmap names."""
    title = phase.name or f"Phase {phase.number}"
    return Draft(
        _without_empty(
            type="phase",
            title=title,
            aliases=_aliases(path, title, f"{phase.number} {title}"),
            tagline=phase.tagline,
            roadmap=f"[[{roadmap}]]",
            order=phase.number,
            **_reported(phase.figures),
            imported_from=source,
            imported_line=phase.line,
        )
    )


def draft_roadmap(page: RoadmapText, path: VaultPath, today: date) -> Draft:
    """The note of the whole, with what the page reported of itself on that day."""
    return Draft(
        _without_empty(
            type="roadmap",
            title=page.title,
            aliases=_aliases(path, page.title),
            phases=page.phase_count,
            **_reported(page.figures),
            reported_on=today,
            imported_from=page.file,
            imported_line=page.line,
        )
    )


def write(draft: Draft) -> str:
    """The note's text."""
    parts = [f"---\n{properties_text(draft.properties)}---\n"]
    parts += [f"## {heading}\n\n{body}\n" for heading, body in draft.sections.items()]
    return "\n".join(parts)


def properties_text(properties: Mapping[str, object]) -> str:
    """The properties as YAML, one a line, lists one entry a line, ending with a line end."""
    return yaml.dump(
        dict(properties), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000, indent=2
    )


class _Dumper(yaml.SafeDumper):
    """Writes YAML as Obsidian does: double quotes, and only where needed; lists indented."""

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        return '"' if style == "'" else style

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


# PyYAML knows what is no text in YAML 1.1; in 1.2, as Obsidian and we read it, `1e3` is a number, too.
for _char, _rules in Loader.yaml_implicit_resolvers.items():
    for _tag, _pattern in _rules:
        _Dumper.add_implicit_resolver(_tag, _pattern, [_char])  # pyright: ignore[reportUnknownMemberType]


def _without_empty(**values: Any) -> dict[str, Any]:
    """The values that say something; 0 does."""
    return {name: value for name, value in values.items() if value or type(value) is int}


def _aliases(path: VaultPath, title: str, usual: str | None = None) -> list[str]:
    """The title where the file's name does not say it; `usual` is another name that does."""
    return [] if stem(path) in (title, usual) else [title]


def _reported(figures: Figures) -> dict[str, int | None]:
    return {
        "reported_percent": figures.percent,
        "reported_total": figures.total,
        "reported_done": figures.done,
        "reported_partial": figures.partial,
        "reported_todo": figures.todo,
    }


def _resource(resource: Resource) -> str:
    if resource.url is None:
        return paragraph(resource.label)
    return f"[{label(resource.label or resource.url)}]({destination(resource.url)})"
