"""Obsidian's Bases: what a `.base` file says, and what its filters and formulas are for each note."""
