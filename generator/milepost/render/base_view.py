"""One view of a base as HTML: a table, cards or a list, which need no script."""

import re
from collections.abc import Callable
from html import escape, unescape

from milepost.bases.property_id import label
from milepost.bases.query import Answer, Cell, Entry, Group
from milepost.model.base_file import Base
from milepost.model.frozen import replace
from milepost.model.words import counted
from milepost.render.base_value import cell_html, image_html
from milepost.render.scene import Scene

__all__ = ["view_html"]

# A page of more rows helps nobody, and keeps a browser busy.
_MOST_ROWS = 2_000

_COLOR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?", re.IGNORECASE)
_ROW_HEIGHTS = {"short": 1, "medium": 2, "tall": 4, "extra tall": 7, "extra-tall": 7, "extraTall": 7}
_DEFAULT_CARD_PX = 200

# A cell of so few characters stays on one line, and one of so many is wide: in a column as narrow as it may
# be, their words would make the row as high as several, or as a page.
_SHORT = 16
_LONG = 60
_TAG = re.compile("<[^>]*>")


def view_html(scene: Scene, base: Base, answer: Answer, *, names_view: bool) -> str:
    """The view's files; "" where a notice stands for them. With `names_view` it says what it is called."""
    if answer.fault:
        return ""
    shown, cut = _cut(answer)
    words = counted(answer.shown, "file")
    if answer.total > answer.shown:
        words = f"{answer.shown:,} of {counted(answer.total, 'file')}"
    if cut:
        words = (
            f"the first {_MOST_ROWS:,} of {counted(answer.total, 'file')}; give the view a limit or filters"
        )
    name = f"<strong>{escape(answer.view.name)}</strong> " if names_view else ""
    about = f'{name}<span class="mp-quiet">{words}</span>'
    if not answer.total:
        return f'<p class="mp-base__about">{name}<span class="mp-quiet">no files</span></p>'
    drawing = _View(scene, base, shown, about)
    match answer.view.type:
        case "cards":
            return drawing.as_cards()
        case "list":
            return drawing.as_list()
        case _:
            return drawing.as_table()


def _class_of(html: str) -> str:
    """The attribute of a cell of several words that are short together, or of many; "" for any other."""
    words = unescape(_TAG.sub("", html))
    if len(words) > _LONG:
        return ' class="mp-base__long"'
    return ' class="mp-base__short"' if " " in words and len(words) <= _SHORT else ""


def _cut(answer: Answer) -> tuple[Answer, bool]:
    """The answer with no more rows than a page takes, and whether there were more."""
    if answer.shown <= _MOST_ROWS:
        return answer, False
    left, groups = _MOST_ROWS, list[Group]()
    for group in answer.groups:
        groups.append(replace(group, entries=group.entries[:left]))
        left = max(0, left - len(group.entries))
    return replace(answer, groups=tuple(each for each in groups if each.entries)), True


class _View:
    """One answer being drawn."""

    def __init__(self, scene: Scene, base: Base, answer: Answer, about: str) -> None:
        self.scene, self.base, self.answer, self.about = scene, base, answer, about
        self.view = answer.view
        self.columns = answer.view.columns
        self.labels = [escape(label(base, column)) for column in self.columns]

    def as_table(self) -> str:
        """A table that scrolls by itself, a body for each group; what sums a group up stands at its head."""
        widths = [self.view.widths.get(column) for column in self.columns]
        sizes = (
            "".join(f'<col style="width:{px}px">' if px else "<col>" for px in widths) if any(widths) else ""
        )
        head = "".join(f'<th scope="col">{each}</th>' for each in self.labels)
        grouped = self.view.group is not None
        bodies = "".join(self._body(group, grouped=grouped) for group in self.answer.groups)
        foot = (
            ""
            if grouped
            else "".join(f"<tfoot>{self._sums(each)}</tfoot>" for each in self.answer.groups[:1])
        )
        foot = "" if foot == "<tfoot></tfoot>" else foot
        lines = _ROW_HEIGHTS.get(str(self.view.options.get("rowHeight", "")))
        style = f' style="--mp-lines:{lines}"' if lines else ""
        name = escape(f"{self.view.name}, a table")
        columns = f"<colgroup>{sizes}</colgroup>" if sizes else ""
        return (
            f'<div class="mp-base__scroll" role="region" aria-label="{name}" tabindex="0">'
            f'<table class="mp-base__table"{style}><caption>{self.about}</caption>{columns}'
            f"<thead><tr>{head}</tr></thead>{bodies}{foot}</table></div>"
        )

    def as_cards(self) -> str:
        """A grid of cards, a picture on top where the view has one."""
        size = self._number("cardSize", _DEFAULT_CARD_PX, 50, 800)
        ratio = self._number("imageAspectRatio", 1, 0.1, 10)
        fit = "contain" if self.view.options.get("imageFit") == "contain" else "cover"
        style = f"--mp-card:{size:g}px;--mp-ratio:{1 / ratio:.4g};--mp-fit:{fit}"
        return self._groups(
            lambda group: (
                f'<ul class="mp-base__cards" style="{style}">{"".join(map(self._card, group.entries))}</ul>'
            )
        )

    def as_list(self) -> str:
        """A list with markers or without, each file's other properties behind its first or below it."""
        markers = str(self.view.options.get("markers", "bullets"))
        tag = "ol" if markers.startswith("number") else "ul"
        kind = "mp-base__list mp-base__list--plain" if markers == "none" else "mp-base__list"
        return self._groups(
            lambda group: f'<{tag} class="{kind}">{"".join(map(self._item, group.entries))}</{tag}>'
        )

    def _groups(self, draw: Callable[[Group], str]) -> str:
        # What names a group may be a list, before which a browser would end a paragraph.
        about = f'<p class="mp-base__about">{self.about}</p>'
        if self.view.group is None:
            return about + "".join(draw(group) for group in self.answer.groups if group.entries)
        return about + "".join(
            f'<div class="mp-base__group">{self._group_name(group)}</div>{draw(group)}'
            for group in self.answer.groups
        )

    def _group_name(self, group: Group) -> str:
        by = self.view.group
        value = self._cell(by.property, group.value, None) if by else ""
        return f'<strong>{value or "None"}</strong> <span class="mp-quiet">{len(group.entries)}</span>'

    def _body(self, group: Group, *, grouped: bool) -> str:
        head = ""
        if grouped:
            words = self._group_name(group)
            span = len(self.columns)
            head = f'<tr class="mp-base__group"><th scope="rowgroup" colspan="{span}">{words}</th></tr>'
            head += self._sums(group)
        rows = "".join(self._row(entry) for entry in group.entries)
        return f"<tbody>{head}{rows}</tbody>"

    def _row(self, entry: Entry) -> str:
        first, *rest = self._cells(entry)
        others = "".join(f"<td{_class_of(each)}>{self._clipped(each)}</td>" for each in rest)
        return f'<tr><th scope="row">{self._clipped(first)}</th>{others}</tr>\n'

    def _clipped(self, html: str) -> str:
        return (
            f'<div class="mp-base__lines">{html}</div>' if html and "rowHeight" in self.view.options else html
        )

    def _sums(self, group: Group) -> str:
        if not group.summaries:
            return ""
        cells = "".join(
            f"<td>{self._sum(column, group.summaries[column])}</td>"
            if column in group.summaries
            else "<td></td>"
            for column in self.columns
        )
        return f'<tr class="mp-base__sums">{cells}</tr>'

    def _sum(self, column: str, value: Cell) -> str:
        asked = self.view.summaries[column].text
        return f'<span class="mp-quiet">{escape(asked)}</span> {self._cell("", value, None) or "–"}'

    def _card(self, entry: Entry) -> str:
        first, *rest = self._cells(entry)
        facts = "".join(
            f"<dt>{name}</dt><dd>{html}</dd>"
            for name, html in zip(self.labels[1:], rest, strict=True)
            if html
        )
        facts = f"<dl>{facts}</dl>" if facts else ""
        return f"<li>{self._cover(entry)}<div><strong>{first}</strong>{facts}</div></li>\n"

    def _cover(self, entry: Entry) -> str:
        if "image" not in self.view.options:
            return ""
        if isinstance(entry.image, str) and _COLOR.fullmatch(entry.image.strip()):
            return f'<div class="mp-base__cover" style="background:{entry.image.strip()}"></div>'
        here = replace(self.scene, origin=entry.path)
        return f'<div class="mp-base__cover">{image_html(here, entry.image)}</div>'

    def _item(self, entry: Entry) -> str:
        first, *rest = self._cells(entry)
        named = [(name, html) for name, html in zip(self.labels[1:], rest, strict=True) if html]
        if self.view.options.get("indentProperties") is True:
            inner = "".join(f'<li><span class="mp-quiet">{name}</span> {html}</li>' for name, html in named)
            facts = f'<ul class="mp-base__facts">{inner}</ul>' if inner else ""
            return f"<li>{first}{facts}</li>\n"
        separator = escape(str(self.view.options.get("separator", ",")))
        return f"<li>{first}{''.join(f'{separator} {html}' for _, html in named)}</li>\n"

    def _cells(self, entry: Entry) -> list[str]:
        pairs = zip(self.columns, entry.cells, strict=True)
        return [self._cell(column, value, entry) for column, value in pairs]

    def _cell(self, column: str, value: Cell, entry: Entry | None) -> str:
        return cell_html(self.scene, column, value, entry.path if entry else None)

    def _number(self, key: str, default: float, least: float, most: float) -> float:
        value = self.view.options.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return default
        return min(max(value, least), most)
