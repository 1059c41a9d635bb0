"""What stands in braces in TeX, as expressions see it."""

__all__ = ["GROUP", "INSIDE"]

INSIDE = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*+\})*+"
"""All up to the brace that closes, with braces in it, and in these once more."""

GROUP = rf"\{{{INSIDE}\}}"
"""The same with its braces."""
