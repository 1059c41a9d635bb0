"""Site to pages: one family a file, each `Site -> Iterator[Plan]`."""

from milepost.pages.families import DOCUMENTS, FAMILIES

__all__ = ["DOCUMENTS", "FAMILIES"]
