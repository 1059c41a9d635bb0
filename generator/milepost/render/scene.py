"""Where something is being rendered: on which page, from which note, inside which embeds."""

from msgspec import Struct

from milepost.links.resolve import place_of, resolve
from milepost.model.frozen import Frozen, field, replace
from milepost.model.link import Resolution, Target
from milepost.model.path import Anchor, PagePath, VaultPath
from milepost.model.problem import Code, Problem
from milepost.model.site import Site
from milepost.model.url import relative_url

__all__ = ["MAX_CHARACTERS", "MAX_EMBEDS", "Part", "Scene"]

# Embeds that hold embeds multiply; far more than anybody reads on one page.
MAX_EMBEDS = 500

# And a few of them may be books: a browser has to lay out whatever they add up to.
MAX_CHARACTERS = 4_000_000

_FULL = (
    f"more than {MAX_EMBEDS} notes, or {MAX_CHARACTERS:,} characters of them, are embedded in this one, "
    "counting those in each other"
)

Part = tuple[VaultPath, Anchor | None]
"""A note, or a section or block of it."""


class _Room(Struct):
    """What the embeds of a page have used up; all its scenes share it."""

    embeds: int = 0
    characters: int = 0

    def take(self, characters: int) -> int | None:
        """The number of one more embed, `None` if there is no room for it."""
        if self.embeds == MAX_EMBEDS or self.characters + characters > MAX_CHARACTERS:
            return None
        self.embeds += 1
        self.characters += characters
        return self.embeds - 1


class Scene(Frozen):
    """One place in the making: links are resolved from `origin`, addresses are relative to `page`."""

    site: Site
    page: PagePath
    """The page being made."""
    origin: VaultPath
    """The note whose words are being rendered."""
    part: Anchor | None = None
    """The section or block of `origin` that is rendered, `None` for all of it."""
    trail: tuple[Part, ...] = ()
    """What embeds `origin`, outermost first."""
    id_prefix: str = ""
    """Put before every id, so that no two on the page are alike."""
    line: int = 0
    """The line of the page's own note whose embed we are inside, 0 outside of any."""
    problems: list[Problem] = field(default_factory=list[Problem])
    """Where rendering leaves what it finds wrong; shared with the scenes inside."""
    room: _Room = field(default_factory=_Room)
    """How much may still be embedded in the page; shared with the scenes inside."""

    def url(self, path: VaultPath, anchor: Anchor | None = None) -> str:
        """The address of a note or attachment, relative to the page."""
        return relative_url(self.page, self.site.addresses[path], anchor)

    def find(self, target: Target) -> Resolution:
        """The place that a link or embed of `origin` means."""
        index, goals = self.site.index, self.site.graph.goals.get(self.origin, {})
        goal = goals.get(target.key)
        return resolve(index, self.origin, target) if goal is None else place_of(index, goal, target)

    @property
    def chain(self) -> tuple[Part, ...]:
        """What we are inside of, the page's own note first, `origin` last."""
        return (*self.trail, (self.origin, self.part))

    def inside(self, guest: VaultPath, part: Anchor | None, line: int, characters: int) -> "Scene | None":
        """The scene of so much of a note, embedded on `line` of `origin`.

        `None` where the page is full, which is then reported.
        """
        number = self.room.take(characters)
        if number is None:
            self.report_embed(line, Code.EMBED_DEPTH, _FULL)
            return None
        prefix = f"{self.id_prefix}embed-{number}-"
        return replace(
            self, origin=guest, part=part, trail=self.chain, id_prefix=prefix, line=self.line or line
        )

    def report_embed(self, line: int, code: Code, message: str) -> None:
        """Report what embeds lead to, once, at the embed of the page's own note that begins it."""
        if all((each.code, each.message) != (code, message) for each in self.problems):
            place = self.chain[0][0]
            hint = "link to one of them instead"
            self.problems.append(Problem(place, self.line or line, code, message, hint))
