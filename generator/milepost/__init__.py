"""Milepost publishes an Obsidian vault as a learning journal.

A vault is read, its notes are parsed into frozen values, links are resolved, progress is counted, and pages
are rendered. Nothing here knows the program that publishes them: MkDocs is an adapter in `milepost.plugin`.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
