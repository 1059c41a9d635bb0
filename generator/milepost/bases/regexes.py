"""JavaScript's regular expressions, matched in time linear in the text, whatever they say.

RE2 matches them: it keeps no stack of guesses, so that no pattern can hang a build. What needs such guesses,
looking around and looking back, it does not have; we refuse it by name. Where it has no wheel, so is all.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import cast

from milepost.bases.values import Regex

__all__ = ["compile_regex", "replaced", "split"]

_FLAGS = {"g": "", "i": "i", "m": "m", "s": "s", "u": ""}
_BLANKS = r"\s\v\p{Z}\x{feff}"
_REFUSED = {
    "(?=": "looking ahead",
    "(?!": "looking ahead",
    "(?<=": "looking behind",
    "(?<!": "looking behind",
}
_PIECE = re.compile(
    r"(?P<around>\(\?(?:<?[=!]))"
    r"|\\u\{(?P<braced>[0-9a-fA-F]{1,6})\}|\\u(?P<four>[0-9a-fA-F]{4})"
    r"|\\(?P<back>[1-9k])|\\(?P<escaped>.)"
    r"|(?P<all>\[\^\])|(?P<none>\[\])|(?P<opening>\[\^?)|(?P<closing>\])|(?P<plain>.)",
    re.DOTALL,
)
_GROUP = re.compile(r"\$(?:\$|&|(\d{1,2})|<([^>]*)>)")


@lru_cache(maxsize=256)
def compile_regex(regex: Regex) -> re.Pattern[str]:
    """The pattern, ready to be looked for.

    Raises:
        ValueError: It is none, or needs what is not matched here.
    """
    try:  # it takes a while to load, and few bases have a regular expression
        import re2  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as error:  # pragma: no cover - a Python that is newer than its wheels
        reason = "regular expressions need the package google-re2, which is not installed"
        raise ValueError(reason) from error
    for flag in regex.flags:
        if flag not in _FLAGS:
            raise ValueError(f'a regular expression has no flag "{flag}" here; there are {", ".join(_FLAGS)}')
    flags = "".join(_FLAGS[flag] for flag in dict.fromkeys(regex.flags))
    source = f"(?{flags})" * bool(flags) + _translated(regex.source)
    options = re2.Options()
    options.log_errors = False
    # The library has no types of its own; its patterns and matches answer as those of `re` do.
    refusal = cast("type[Exception]", re2.error)  # pyright: ignore[reportUnknownMemberType]
    try:
        return cast("re.Pattern[str]", re2.compile(source, options))  # pyright: ignore[reportUnknownMemberType]
    except refusal as error:
        said = cast(object, error.args[0]) if error.args else ""
        reason = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        raise ValueError(f"/{regex.source[:60]}/ is no regular expression: {reason}") from error


def _translated(source: str) -> str:
    """JavaScript's pattern in RE2's words."""
    parts: list[str] = []
    in_class = False
    for piece in _PIECE.finditer(source):
        match piece.lastgroup:
            case "around" if not in_class:
                said = _REFUSED[piece[0]]
                raise ValueError(f'/{source[:60]}/ needs {said} ("{piece[0]}"), which is not matched here')
            case "braced" | "four":
                parts.append(f"\\x{{{piece[piece.lastgroup]}}}")
            case "back" if not in_class:
                raise ValueError(
                    f'/{source[:60]}/ looks back at a group ("{piece[0]}"), which is not matched here'
                )
            case "escaped" if piece["escaped"] == "s":
                parts.append(_BLANKS if in_class else f"[{_BLANKS}]")
            case "escaped" if piece["escaped"] == "S" and not in_class:
                parts.append(f"[^{_BLANKS}]")
            case "escaped" if not (piece["escaped"].isascii() and piece["escaped"].isalnum()):
                parts.append(re.escape(piece["escaped"]))
            case "all" if not in_class:
                parts.append(r"[\x00-\x{10ffff}]")
            case "none" if not in_class:
                parts.append(r"[^\x00-\x{10ffff}]")
            case "opening" if in_class:
                parts.append(re.escape(piece[0]))
            case "opening":
                in_class = True
                parts.append(piece[0])
            case "closing":
                in_class = False
                parts.append(piece[0])
            case _:
                parts.append(piece[0])
    return "".join(parts)


def replaced(text: str, regex: Regex, replacement: str, spend: Callable[[int], None]) -> str:
    """The text with the first match replaced, or with each where the flag `g` stands.

    `$1`, `$<name>`, `$&` and `$$` in the replacement stand for a group, the whole match and a dollar.
    """
    parts: list[str] = []
    at = 0
    for match in _matches(text, regex, spend):
        filled = _filled(replacement, match)
        spend(len(filled) // 16)
        parts += (text[at : match.start()], filled)
        at = match.end()
        if "g" not in regex.flags:
            break
    return "".join((*parts, text[at:]))


def _matches(text: str, regex: Regex, spend: Callable[[int], None]) -> Iterator[re.Match[str]]:
    """Each match once; it costs what looking for it may cost, which is the whole text each time."""
    last = -1, -1
    for match in compile_regex(regex).finditer(text):
        spend(1 + len(text) // 1000)
        if (place := (match.start(), match.end())) != last:  # RE2 finds what is empty at the end twice
            yield match
        last = place


def _filled(replacement: str, match: re.Match[str]) -> str:
    def group(found: re.Match[str]) -> str:
        if found[0] == "$$":
            return "$"
        if found[0] == "$&":
            return match.group()
        groups = match.groups()
        if (digits := found[1]) is not None:
            # "$10" is the first group and a 0 where there is no tenth.
            known = next((size for size in (2, 1) if 0 < int(digits[:size]) <= len(groups)), 0)
            return (groups[int(digits[:known]) - 1] or "") + digits[known:] if known else found[0]
        try:
            return match.group(found[2]) or ""
        except (IndexError, KeyError):
            return found[0]

    return _GROUP.sub(group, replacement)


def split(text: str, regex: Regex, spend: Callable[[int], None]) -> list[str]:
    """What stands between the matches; groups are kept between them, as JavaScript does."""
    if not text:
        return [] if compile_regex(regex).search("") else [""]
    parts: list[str] = []
    at = 0
    for match in _matches(text, regex, spend):
        if match.start() == len(text) or match.end() == at:
            continue
        parts.append(text[at : match.start()])
        parts += (group or "" for group in match.groups())
        at = match.end()
    return [*parts, text[at:]]
