"""What text and regular expressions can do."""

from milepost.bases.frame import Frame
from milepost.bases.numbers import whole
from milepost.bases.order import is_empty
from milepost.bases.regexes import compile_regex, replaced, split
from milepost.bases.registry import Shelf
from milepost.bases.values import Regex, Value

__all__ = ["REGEX", "TEXT"]

TEXT = Shelf()
REGEX = Shelf()


@TEXT.function("string.length: number")
def length(text: str) -> int:
    """The number of characters."""
    return len(text)


@TEXT.function("string.contains(value: string): boolean")
def contains(text: str, value: str) -> bool:
    """Whether the text has `value` in it."""
    return value in text


@TEXT.function("string.containsAll(...values: string): boolean")
def contains_all(text: str, *values: str) -> bool:
    """Whether the text has all of them in it."""
    return all(value in text for value in values)


@TEXT.function("string.containsAny(...values: string): boolean")
def contains_any(text: str, *values: str) -> bool:
    """Whether the text has one of them in it."""
    return any(value in text for value in values)


@TEXT.function("string.endsWith(query: string): boolean")
def ends_with(text: str, query: str) -> bool:
    """Whether the text ends so."""
    return text.endswith(query)


@TEXT.function("string.isEmpty(): boolean")
def is_empty_(text: Value) -> bool:
    """Whether there is no character, or no text at all."""
    return is_empty(text)


@TEXT.function("string.lower(): string")
def lower(text: str) -> str:
    """The text in small letters."""
    return text.lower()


@TEXT.function("string.replace(pattern: string | regexp, replacement: string): string", needs_frame=True)
def replace(frame: Frame, text: str, pattern: str | Regex, replacement: str) -> str:
    """All of a text replaced, or what an expression finds: the first, or all where it has the flag `g`."""
    if isinstance(pattern, Regex):
        return replaced(text, pattern, replacement, frame.spend)
    frame.spend((text.count(pattern) + 1) * len(replacement) // 16)
    return text.replace(pattern, replacement)


@TEXT.function("string.repeat(count: number): string", needs_frame=True)
def repeat(frame: Frame, text: str, count: float) -> str:
    """The text so many times.

    Raises:
        ValueError: The count is below 0.
    """
    if (times := whole(count)) < 0:
        raise ValueError(f"text cannot be repeated {times} times")
    frame.spend(len(text) * times // 16)
    return text * times


@TEXT.function("string.reverse(): string")
def reverse(text: str) -> str:
    """The text from its end."""
    return text[::-1]


@TEXT.function("string.slice(start: number, end?: number): string")
def slice_(text: str, start: float, end: float | None = None) -> str:
    """The text from `start` up to `end`; below 0 they count from its end."""
    return text[whole(start) : None if end is None else whole(end)]


@TEXT.function("string.split(separator: string | regexp, n?: number): list", needs_frame=True)
def split_(frame: Frame, text: str, separator: str | Regex, most: float | None = None) -> tuple[str, ...]:
    """What stands between the separators, the first `n` of it; nothing between parts every character."""
    if isinstance(separator, Regex):
        parts = split(text, separator, frame.spend)
    else:
        parts = text.split(separator) if separator else list(text)
    return tuple(parts if most is None else parts[: max(0, whole(most))])


@TEXT.function("string.startsWith(query: string): boolean")
def starts_with(text: str, query: str) -> bool:
    """Whether the text starts so."""
    return text.startswith(query)


@TEXT.function("string.title(): string")
def title(text: str) -> str:
    """The text with the first letter of each word as a capital."""
    return "".join(
        each.upper() if not before.isalnum() and before not in "'’" else each
        for before, each in zip(" " + text, text, strict=False)
    )


@TEXT.function("string.trim(): string")
def trim(text: str) -> str:
    """The text without blanks around it."""
    return text.strip()


@REGEX.function("regexp.matches(value: string): boolean")
def matches(regex: Regex, value: str) -> bool:
    """Whether the expression is found anywhere in the text."""
    return compile_regex(regex).search(value) is not None
