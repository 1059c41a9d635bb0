"""Where something is being rendered: on which page, from which note, inside which embeds."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from milepost.model.path import Anchor, PagePath, VaultPath, relative_url
from milepost.model.problem import Problem
from milepost.model.site import Site

__all__ = ["Scene"]


@dataclass(frozen=True, slots=True)
class Scene:
    """One place in the making: links are resolved from `origin`, addresses are relative to `page`."""

    site: Site
    page: PagePath
    """The page being made."""
    origin: VaultPath
    """The note whose words are being rendered."""
    trail: tuple[VaultPath, ...] = ()
    """The notes that embed `origin`, outermost first."""
    id_prefix: str = ""
    """Put before every id, so that no two on the page are alike."""
    line: int = 0
    """The line of the page's own note whose embed we are inside, 0 outside of any."""
    problems: list[Problem] = field(default_factory=list[Problem])
    """Where rendering leaves what it finds wrong; shared with the scenes inside."""
    numbers: Iterator[int] = field(default_factory=count)
    """Numbers the embeds of the page; shared with the scenes inside."""

    def url(self, path: VaultPath, anchor: Anchor | None = None) -> str:
        """The address of a note or attachment, relative to the page."""
        return relative_url(self.page, self.site.addresses[path], anchor)

    @property
    def chain(self) -> tuple[VaultPath, ...]:
        """The notes we are inside of, the page's own first, `origin` last."""
        return (*self.trail, self.origin)

    def inside(self, guest: VaultPath, line: int) -> "Scene":
        """The scene of a note embedded here, on `line` of `origin`."""
        prefix = f"{self.id_prefix}embed-{next(self.numbers)}-"
        return replace(self, origin=guest, trail=self.chain, id_prefix=prefix, line=self.line or line)
