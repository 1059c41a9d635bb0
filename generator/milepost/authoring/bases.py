"""The roadmap as a base of the app: the lists of the site's pages, made from the same definitions."""

import hashlib
from collections.abc import Iterator, Mapping

import yaml

from milepost.authoring.base_formulas import IS_ITEM, formulas
from milepost.errors import ChangedError
from milepost.model.edit import Edit
from milepost.model.path import VaultPath, vault_path
from milepost.model.vault import SourceFile
from milepost.roadmap.next_up import MOST
from milepost.settings import Settings

__all__ = ["base_text", "plan_base"]

_NAME = "Roadmap.base"
# The app drops comments when somebody changes a base in it: the file is theirs, as after any other change.
_MARK = "# Written by milepost bases, which writes it anew unless you change it. {}\n"


def plan_base(folder: str, there: Mapping[VaultPath, SourceFile], settings: Settings) -> Edit | None:
    """The edit that writes the base into a folder of the vault; `None` where it is there as it should be.

    Raises:
        ChangedError: somebody has changed the file, which is then theirs.
    """
    path = vault_path(f"{folder}/{_NAME}".lstrip("/"))
    text, before = base_text(settings), there.get(path)
    if before is None:
        return Edit(path, None, text)
    if before.text == text:
        return None
    mark, _, rest = before.text.partition("\n")
    if f"{mark}\n" != _MARK.format(_digest(rest)):
        raise ChangedError(
            path, "is yours: it has changed since it was written; move it away to have it anew"
        )
    return Edit(path, before.text, text)


def base_text(settings: Settings) -> str:
    """The base: all items, what comes next, what is stale, what is due for review, by phase and by kind."""
    columns = ["file.name", "status", "kind", "formula.phase", "estimate"]
    in_order = [_by("formula.phase_order"), _by("formula.place"), _by("file.path")]
    views: list[dict[str, object]] = [
        {"type": "table", "name": "Roadmap", "order": columns, "sort": in_order},
        {
            "type": "list",
            "name": "Next up",
            "filters": "!formula.is_settled",
            "limit": MOST,
            "order": ["file.name", "formula.phase", "estimate"],
            "sort": [
                _by("formula.is_waiting"),
                _by("formula.phase_order"),
                _by("formula.is_new"),
                _by("formula.effort"),
                *in_order[1:],
            ],
        },
        {
            "type": "table",
            "name": "Stale",
            "filters": f"formula.is_begun && formula.days_untouched > {settings.stale_after}",
            "order": ["file.name", "formula.phase", "formula.days_untouched"],
            "sort": [_by("formula.days_untouched", "DESC"), _by("file.path")],
        },
        *_review_views(settings),
        {
            "type": "table",
            "name": "By phase",
            "groupBy": _by("formula.phase"),
            "order": ["file.name", "status", "kind", "estimate"],
            "sort": in_order[1:],
        },
        {
            "type": "table",
            "name": "By kind",
            "groupBy": _by("kind"),
            "order": ["file.name", "status", "formula.phase", "estimate"],
            "sort": in_order,
        },
    ]
    base = {
        "filters": {"and": [IS_ITEM]},
        "formulas": dict(formulas(settings)),
        "properties": {
            "file.name": {"displayName": "Item"},
            "status": {"displayName": "Status"},
            "kind": {"displayName": "Kind"},
            "estimate": {"displayName": "Estimate"},
            "formula.phase": {"displayName": "Phase"},
            "formula.days_untouched": {"displayName": "Days untouched"},
            "formula.review_day": {"displayName": "Review"},
        },
        "views": views,
    }
    text = yaml.dump(base, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    return _MARK.format(_digest(text)) + text


class _Dumper(yaml.SafeDumper):
    """Writes what stands in two places twice, as a person would."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _review_views(settings: Settings) -> Iterator[dict[str, object]]:
    """What is due for review, where the notes alone say so: no formula knows what FSRS does."""
    if settings.reviews == "dates":
        yield {
            "type": "table",
            "name": "Review due",
            "filters": "formula.is_due",
            "order": ["file.name", "formula.phase", "formula.review_day"],
            "sort": [_by("formula.review_day"), _by("file.path")],
        }


def _by(name: str, direction: str = "ASC") -> dict[str, str]:
    return {"property": name, "direction": direction}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
