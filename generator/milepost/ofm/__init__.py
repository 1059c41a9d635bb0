"""Obsidian Flavored Markdown on markdown-it: one construct a file, put together in `parser`."""
