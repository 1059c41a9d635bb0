"""Where each word of a share card stands: the title as large as it fits, figures at the foot."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from milepost.model.frozen import Frozen, replace
from milepost.model.roadmap import Progress
from milepost.model.share_card import (
    CARD_HEIGHT_PX,
    CARD_WIDTH_PX,
    Bar,
    Face,
    Faces,
    Line,
    ShareCard,
    Sketch,
    Tone,
)
from milepost.render.bar import counts_text

__all__ = ["lay_out"]

_LEFT, _RIGHT = 88, CARD_WIDTH_PX - 88
_WIDTH = _RIGHT - _LEFT
_FOOT = CARD_HEIGHT_PX - 84
"""The baseline of what stands lowest, and the lower edge of the bar."""

_HEAD_SIZE, _HEAD_BASELINE = 32, 112
_TITLE_SIZES = (92, 80, 70, 60, 52, 44)
_TITLE_TOP = 168
_TITLE_BOTTOM, _TITLE_BOTTOM_ABOVE_BAR = 480, 392
_LEADING = 1.16
_ASCENT = 0.78
"""How far below its upper edge a line's baseline is, to the size."""

_PERCENT_SIZE, _COUNTS_SIZE, _FOOT_SIZE = 76, 34, 34
_BAR_HEIGHT, _BAR_GAP = 28, 34
_LEAST_PART = 10
"""The narrowest part of a bar that can be seen."""
_SPACE = 36

_BLANKS = re.compile(r"\s+")
_ELLIPSIS = "…"


def _in_font(text: str, characters: Iterable[str]) -> tuple[str | None, str]:
    """The text in characters that a font has, and those that it lacks.

    Ornament is left out, such as emoji; a text of whose letters one is lacking is no text any more: `None`.

    >>> _in_font("Tea 🍵 time", "Teaitm ")
    ('Tea time', '🍵')
    >>> _in_font("水", "Teaitm ")
    (None, '水')
    """
    known, lacking, is_whole = frozenset(characters), dict[str, None](), True
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", _BLANKS.sub(" ", text)):
        if char in known:
            kept.append(char)
        elif (plain := unicodedata.normalize("NFKC", char)) and known.issuperset(plain):
            kept.append(plain)
        else:
            lacking[char] = None
            is_whole &= unicodedata.category(char)[0] not in "LNM" or char in "\ufe0e\ufe0f\u20e3"
    shown = _BLANKS.sub(" ", "".join(kept)).strip()
    return shown if is_whole and shown else None, "".join(lacking)


def lay_out(card: ShareCard, faces: Faces) -> tuple[Sketch | None, str]:
    """The card with everything in its place, and the characters that the font lacks.

    There is none without a title and a name in the font's letters; facts in others are left out.
    """
    characters = faces.strong.advances.keys() & faces.plain.advances.keys()
    texts = [_in_font(each, characters) for each in (card.site, card.title, card.above, *card.below)]
    (site, title, above, *below), lacking = [text for text, _ in texts], "".join(lack for _, lack in texts)
    if site is None or title is None:
        return None, lacking
    lines = tuple(_head(card, site, title, above, faces))
    if card.progress is None:
        return Sketch((*lines, *_facts(filter(None, below), faces.plain))), lacking
    return Sketch((*lines, *_figures(card.progress, faces)), _bar(card.progress)), lacking


def _head(card: ShareCard, site: str, title: str, above: str | None, faces: Faces) -> Iterator[Line]:
    """The site's name, what is above the title, and the title itself."""
    right = _RIGHT
    if above:
        width = _width_px(above, faces.plain, _HEAD_SIZE)
        yield _line(above, faces.plain, _HEAD_SIZE, _HEAD_BASELINE, Tone.ACCENT, _RIGHT - width)
        right = round(_RIGHT - width - _SPACE)
    if site != title:
        shown = _cut(site, faces.plain, _HEAD_SIZE, right - _LEFT)
        yield _line(shown, faces.plain, _HEAD_SIZE, _HEAD_BASELINE, Tone.QUIET)
    bottom = _TITLE_BOTTOM if card.progress is None else _TITLE_BOTTOM_ABOVE_BAR
    size, rows = _fitted(title, faces.strong, bottom - _TITLE_TOP)
    for number, row in enumerate(rows):
        baseline = round(_TITLE_TOP + size * (_ASCENT + number * _LEADING))
        yield _line(row, faces.strong, size, baseline, Tone.INK)


def _figures(progress: Progress, faces: Faces) -> Iterator[Line]:
    """The percentage, and to its right what it is made of."""
    baseline, percent = _FOOT - _BAR_HEIGHT - _BAR_GAP, f"{progress.percent} %"
    yield _line(percent, faces.strong, _PERCENT_SIZE, baseline, Tone.INK)
    words = counts_text(progress).replace(", ", "  ·  ")
    taken = _width_px(percent, faces.strong, _PERCENT_SIZE) + _SPACE
    size = min(
        _COUNTS_SIZE, int(_COUNTS_SIZE * (_WIDTH - taken) / _width_px(words, faces.plain, _COUNTS_SIZE))
    )
    left = _RIGHT - _width_px(words, faces.plain, size)
    yield _line(words, faces.plain, size, baseline, Tone.QUIET, left)


def _bar(progress: Progress) -> Bar:
    counts = {"done": progress.done, "partial": progress.partial, "todo": progress.todo}
    least = {name: _LEAST_PART if count else 0 for name, count in counts.items()}
    room = _WIDTH - sum(least.values())
    widths = {name: least[name] + room * count // progress.total for name, count in counts.items()}
    done = widths["done"] if progress.partial or progress.todo else _WIDTH
    partial = widths["partial"] if progress.todo else _WIDTH - done
    return Bar(_LEFT, _FOOT - _BAR_HEIGHT, _WIDTH, _BAR_HEIGHT, done, partial)


def _facts(facts: Iterable[str], face: Face) -> Iterator[Line]:
    """The facts that have room side by side, the first of them stronger."""
    left, tone = float(_LEFT), Tone.INK
    for fact in facts:
        shown = _cut(fact, face, _FOOT_SIZE, _WIDTH) if tone is Tone.INK else fact
        width = _width_px(shown, face, _FOOT_SIZE)
        if left + width <= _RIGHT:
            yield _line(shown, face, _FOOT_SIZE, _FOOT, tone, left)
            left, tone = left + width + _SPACE, Tone.QUIET


class _Words(Frozen):
    """A title in words, each as wide as it is alone and with a blank before it."""

    words: tuple[str, ...]
    widths: tuple[int, ...]
    blank: int

    def rows(self, width: float) -> list[str]:
        """As few rows as hold the words, each no wider than that."""
        rows: list[list[str]] = [[]]
        filled = 0.0
        for word, own in zip(self.words, self.widths, strict=True):
            if rows[-1] and filled + self.blank + own > width:
                rows.append([])
                filled = 0.0
            filled += own + (self.blank if rows[-1] else 0)
            rows[-1].append(word)
        return [" ".join(row) for row in rows]

    def even_rows(self, width: float) -> list[str]:
        """The same number of rows, as equal in width as may be."""
        count, low, high = len(self.rows(width)), float(max(self.widths)), width
        for _ in range(7):
            middle = (low + high) / 2
            if len(self.rows(middle)) > count:
                low = middle
            else:
                high = middle
        return self.rows(high)


def _fitted(title: str, face: Face, height: int) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its rows; at the smallest it is cut."""
    words = tuple(title.split(" "))
    measured = _Words(words, tuple(_length(word, face) for word in words), face.advances[" "])
    for size in _TITLE_SIZES:
        width, most = _WIDTH * face.em / size, int((height - size) // (size * _LEADING)) + 1
        if max(measured.widths) <= width and len(measured.rows(width)) <= most:
            return size, measured.even_rows(width)
    size = _TITLE_SIZES[-1]
    width, most = _WIDTH * face.em / size, int((height - size) // (size * _LEADING)) + 1
    pieces = tuple(piece for word in words for piece in _pieces(word, face, width))
    measured = replace(measured, words=pieces, widths=tuple(_length(piece, face) for piece in pieces))
    rows = measured.rows(width)
    if len(rows) > most:
        rows[most - 1 :] = [_cut(" ".join(rows[most - 1 :]), face, size, _WIDTH)]
    return size, rows


def _pieces(word: str, face: Face, width: float) -> Iterator[str]:
    """The word, or where it is wider than a row its parts."""
    while word:
        count = len(word) if _length(word, face) <= width else _fitting(word, face, width)
        yield word[:count]
        word = word[count:]


def _cut(text: str, face: Face, size: int, width_px: int) -> str:
    """The text, or as much of its beginning as fits into the width with an ellipsis."""
    width = width_px * face.em / size
    if _length(text, face) <= width:
        return text
    return text[: _fitting(text, face, width - face.advances[_ELLIPSIS])].rstrip(" ,;:–—-") + _ELLIPSIS


def _fitting(text: str, face: Face, width: float) -> int:
    """How many of the first characters fit, at least one."""
    ends = list(accumulate(_steps(text, face)))
    return max(1, sum(end <= width for end in ends))


def _width_px(text: str, face: Face, size: int) -> float:
    return _length(text, face) * size / face.em


def _length(text: str, face: Face) -> int:
    return sum(_steps(text, face))


def _steps(text: str, face: Face) -> Iterator[int]:
    """How far each character reaches to the next, in the face's units."""
    nothing: Mapping[str, int] = {}
    for char, after in zip(text, f"{text[1:]} ", strict=True):
        yield face.advances[char] + face.kerning.get(char, nothing).get(after, 0)


def _line(text: str, face: Face, size: int, baseline: int, tone: Tone, left: float = _LEFT) -> Line:
    ends = accumulate(_steps(text, face), initial=0)
    places = tuple(round(left + end * size / face.em, 2) for end, _ in zip(ends, text, strict=False))
    return Line(text, places, baseline, size, face.name, tone)
