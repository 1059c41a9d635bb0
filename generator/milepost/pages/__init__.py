"""Site to pages: one family a file, each `(Site, Templates) -> Iterator[Page]`."""

from milepost.pages.families import DOCUMENTS, FAMILIES

__all__ = ["DOCUMENTS", "FAMILIES"]
