"""Every option, its default and its check, for the command line and the plugin alike."""

import math
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, Literal, cast
from unicodedata import normalize

from milepost.errors import SettingsError
from milepost.model.frozen import Frozen, field, replace
from milepost.model.roadmap import Status

__all__ = ["DEFAULT_HOURS", "DEFAULT_KINDS", "DEFAULT_STATUSES", "Settings", "fault_of", "is_expression"]

DEFAULT_KINDS = ("concept", "practical", "strategic", "eval")

# Spellings that people use in their vaults, beside our own.
DEFAULT_STATUSES: Mapping[str, Status] = {
    **{status.value: status for status in Status},
    **dict.fromkeys(("to do", "to-do", "open", "planned", "backlog", "not started", "next"), Status.TODO),
    **dict.fromkeys(("in progress", "in-progress", "doing", "started", "active", "wip"), Status.PARTIAL),
    **dict.fromkeys(("complete", "completed", "finished"), Status.DONE),
    **dict.fromkeys(("skip", "dropped", "cancelled", "canceled", "wontdo"), Status.SKIPPED),
}

# Hours that one unit of an estimate stands for, by the unit's singular.
DEFAULT_HOURS: Mapping[str, float] = {
    "minute": 1 / 60,
    "hour": 1,
    "evening": 2,
    "afternoon": 4,
    "day": 6,
    "week evenings": 10,
    "weekend": 12,
    "week": 30,
    "month": 120,
}


class Settings(Frozen):
    """What a user may choose. Each option is one field; `from_options` checks what they write."""

    kinds: tuple[str, ...] = DEFAULT_KINDS
    """The kinds of item, in the order of their filters."""
    statuses: Mapping[str, Status] = field(default_factory=lambda: DEFAULT_STATUSES)
    """What a written status means; keys in lower case. The user's own are added to the usual ones."""
    estimate_hours: Mapping[str, float] = field(default_factory=lambda: DEFAULT_HOURS)
    """Hours that one unit of an estimate stands for. The user's own replace the usual ones, unit by unit."""
    publish: Literal["all", "explicit"] = "all"
    """"all": public unless marked private; "explicit": private unless a note says `publish: true`."""
    exclude: tuple[str, ...] = ()
    """Folders, globs and, between slashes, regular expressions: what they fit counts as not there."""
    publish_excluded: bool = False
    """Whether a note that is excluded goes out all the same if it says `publish: true`."""
    preview_drafts: bool = False
    """Whether drafts are shown, marked as such, while previewing; a build never holds them."""
    private_names: Literal["keep", "replace"] = "keep"
    """What becomes of a private note's name where a public note links it without words of its own."""
    journal: str = "journal"
    """The address of the page that lists the write-ups."""
    search: Literal["auto", "material", "pagefind"] = "auto"
    """Who answers the search box: the theme, Pagefind, or whichever suits the vault's size."""
    cards: bool | Literal["auto"] = "auto"
    """Whether pages have a picture for where they are shared; "auto": where Pillow is installed."""
    graph: bool = True
    """Whether the site has a graph of its notes."""
    previews: bool = True
    """Whether links to notes show what they lead to, before they are followed."""
    unlinked_mentions: bool = False
    """Whether a note's page lists those that say its name without a link."""
    remote_images: Literal["show", "link"] = "show"
    """Whether an image from another host, which the author embeds, is shown or is a link to it."""
    sanitize: bool = False
    """Whether HTML in notes is cleaned of scripts and of all that could cover the page."""
    evidence: Literal["show", "warn", "half"] = "show"
    """What becomes of a done item that nothing mentions: it is marked, is a problem too, or counts ½."""
    stale_after: int = 60
    """Days after which a partial item that nobody has touched is stale."""
    reviews: Literal["off", "dates", "fsrs"] = "dates"
    """Who says when a done item is due for review: nobody, its `review`, or where that is silent, FSRS."""
    shortcuts: bool = True
    """Whether pages of the roadmap listen to single keys, such as `j` and `k`."""
    properties: Literal["show", "hide"] | None = None
    """Whether pages have a table of their notes' properties; `None` is what the vault says for the app."""

    @classmethod
    def from_options(cls, options: Mapping[Any, object]) -> "Settings":
        """The settings that `options` ask for, as `mkdocs.yml` writes them below `milepost:`.

        Raises:
            SettingsError: options are unknown or have a wrong type or value; it names them all.
        """
        values: dict[str, Any] = {}
        faults: list[tuple[str, str]] = []
        for written, value in options.items():
            name = str(written)  # YAML has keys of any type
            try:
                check = _check_of(name)
                if value is not None:
                    values[name] = check(name, value)
            except SettingsError as error:
                faults.append((error.option, error.reason))
        if faults:
            (option, reason), *others = faults
            raise SettingsError(option, reason, tuple(others))
        return replace(cls(), **values)


def _words(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        raise SettingsError(name, f"needs a list of words, not {value!r}")
    words = cast("list[object]", value)
    if not all(isinstance(each, str) for each in words):
        raise SettingsError(name, f"needs a list of words, not {value!r}")
    return tuple(cast("list[str]", words))


def is_expression(pattern: str) -> bool:
    """Whether an entry of `exclude` is a regular expression: between slashes, as the app writes it."""
    return len(pattern) > 2 and pattern.startswith("/") and pattern.endswith("/")


def fault_of(expression: str) -> str:
    """Why an entry that is a regular expression cannot be read, "" where it can."""
    import regex  # takes a while to load, and few vaults leave anything out by such

    try:
        regex.compile(expression[1:-1])
    except regex.error as error:
        return str(error)
    return ""


def _exclude(name: str, value: object) -> tuple[str, ...]:
    patterns = tuple(normalize("NFC", each) for each in _words(name, value))  # as paths are
    for pattern in filter(is_expression, patterns):
        if fault := fault_of(pattern):
            raise SettingsError(name, f"{pattern!r} is no regular expression: {fault}")
    return patterns


def _kinds(name: str, value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.lower() for each in _words(name, value)))


def _statuses(name: str, value: object) -> Mapping[str, Status]:
    if not isinstance(value, Mapping):
        raise SettingsError(name, "needs pairs such as `in progress: partial`")
    known = dict(DEFAULT_STATUSES)
    for spelling, meaning in cast("Mapping[object, object]", value).items():
        try:
            known[str(spelling).lower()] = Status(str(meaning))
        except ValueError:
            choices = ", ".join(Status)
            raise SettingsError(name, f"{spelling!r} means {meaning!r}, which is none of {choices}") from None
    return known


def _hours(name: str, value: object) -> Mapping[str, float]:
    if not isinstance(value, Mapping):
        raise SettingsError(name, "needs pairs such as `afternoon: 3`")
    known = dict(DEFAULT_HOURS)
    for unit, hours in cast("Mapping[object, object]", value).items():
        if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not 0 < hours < math.inf:
            raise SettingsError(name, f"{unit!r} needs a number of hours above 0, not {hours!r}")
        known[str(unit).lower()] = hours
    return known


def _one_of(*words: str) -> Callable[[str, object], str]:
    """The check of an option that is one of a few words."""

    def check(name: str, value: object) -> str:
        if value not in words:
            choice = f"{', '.join(map(repr, words[:-1]))} or {words[-1]!r}"
            raise SettingsError(name, f"is {choice}, not {value!r}")
        return cast("str", value)

    return check


def _reviews(name: str, value: object) -> str:
    """YAML reads a bare `off` as false."""
    return _one_of("off", "dates", "fsrs")(name, "off" if value is False else value)


def _days(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise SettingsError(name, f"needs a number of days from 1 on, not {value!r}")
    return value


def _yes_or_no(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(name, f"is true or false, not {value!r}")
    return value


def _yes_no_or_auto(name: str, value: object) -> bool | str:
    if isinstance(value, bool) or value == "auto":
        return cast("bool | str", value)
    raise SettingsError(name, f"is 'auto', true or false, not {value!r}")


def _journal(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip("/") or ".." in value.split("/"):
        raise SettingsError(name, f"needs an address such as 'journal', not {value!r}")
    return value.strip("/")


_CHECKS: Mapping[str, Callable[[str, object], object]] = {
    "kinds": _kinds,
    "statuses": _statuses,
    "estimate_hours": _hours,
    "publish": _one_of("all", "explicit"),
    "exclude": _exclude,
    "publish_excluded": _yes_or_no,
    "preview_drafts": _yes_or_no,
    "private_names": _one_of("keep", "replace"),
    "journal": _journal,
    "search": _one_of("auto", "material", "pagefind"),
    "cards": _yes_no_or_auto,
    "graph": _yes_or_no,
    "previews": _yes_or_no,
    "unlinked_mentions": _yes_or_no,
    "remote_images": _one_of("show", "link"),
    "sanitize": _yes_or_no,
    "evidence": _one_of("show", "warn", "half"),
    "stale_after": _days,
    "reviews": _reviews,
    "shortcuts": _yes_or_no,
    "properties": _one_of("show", "hide"),
}


def _check_of(name: str) -> Callable[[str, object], object]:
    if name not in _CHECKS:
        near = get_close_matches(name, _CHECKS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(_CHECKS))}"
        raise SettingsError(name, f"there is no such option; {hint}")
    return _CHECKS[name]


assert set(_CHECKS) == set(Settings.__struct_fields__), "every option has its check"
