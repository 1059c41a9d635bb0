"""What the text of a roadmap page says, before any note is made of it."""

from milepost.model.frozen import Frozen

__all__ = ["Figures", "Finding", "ItemText", "PhaseText", "Resource", "RoadmapText"]


class Figures(Frozen):
    """What a page reports of itself; each `None` where it says nothing."""

    percent: int | None = None
    total: int | None = None
    done: int | None = None
    partial: int | None = None
    todo: int | None = None

    @property
    def items(self) -> int | None:
        """The number of items: the total, or else the sum of the three where all are there."""
        if self.total is not None or self.done is None or self.partial is None or self.todo is None:
            return self.total
        return self.done + self.partial + self.todo


class Resource(Frozen):
    """Something to read or watch."""

    label: str
    """"" where nothing stands before the address."""
    url: str | None
    doubt: str = ""
    """Why a person should look at it, "" where all is clear."""


class ItemText(Frozen):
    """One card."""

    line: int
    """Of its kind, counted from 1."""
    number: int
    """Its place on the page within the phase, counted from 1."""
    kind: str
    """In lower case."""
    title: str
    """Exactly as written, less "click to expand"."""
    is_shut: bool
    """Whether the page shows only its title."""
    plan: str
    """"" where there is none."""
    estimate: str
    """The words as written, "" where there are none."""
    steps: tuple[str, ...]
    resources: tuple[Resource, ...]


class PhaseText(Frozen):
    """One phase with the cards that the page shows of it."""

    line: int
    """Of "Phase 1 of 6", counted from 1."""
    number: int
    name: str
    tagline: str
    """"" where there is none."""
    figures: Figures
    items: tuple[ItemText, ...]


class Finding(Frozen):
    """A place in the text that a person should look at."""

    line: int
    item: int | None
    """The item's number, `None` outside the items."""
    message: str
    """What is odd, with the text itself where no note holds it."""


class RoadmapText(Frozen):
    """A whole page."""

    file: str
    """The name of the file that was read, without its folder."""
    line: int
    """Of the title, counted from 1."""
    title: str
    figures: Figures
    kinds: tuple[str, ...]
    """The kinds that the page knows, in its order, in lower case."""
    phase_count: int
    """How many phases the roadmap has, on this page or not."""
    phases: tuple[PhaseText, ...]
    findings: tuple[Finding, ...]

    @property
    def items(self) -> tuple[ItemText, ...]:
        """Every card, phase by phase."""
        return tuple(item for phase in self.phases for item in phase.items)
