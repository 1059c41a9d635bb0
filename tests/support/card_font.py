"""The font of the share cards, made of the whole of Inter: `python tests/support/card_font.py FILE`.

The file is the variable font `Inter[opsz,wght].ttf`, under the SIL Open Font License without reserved names;
the package `fontpkg-inter` 4.1 on PyPI has it, from google/fonts. Of its weights two are taken, of its
characters those of European languages.
"""

# fontTools types its tables as they are, which is hardly at all.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

import json
from collections.abc import Iterator, Mapping
from itertools import chain, product
from pathlib import Path
from typing import Any

import click
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from support.project import ROOT

FOLDER = ROOT / "generator/milepost/io/fonts"
CUTS = {"Inter-Medium": {"wght": 500, "opsz": 14}, "Inter-Bold": {"wght": 700, "opsz": 32}}

_SIGNS = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x300, 0x30C)),  # Latin
    *((0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF)),  # Greek, Cyrillic, Vietnamese
    *(
        (0x2010, 0x205E),
        (0x2070, 0x209C),
        (0x20A0, 0x20BF),
        (0x2100, 0x214F),
    ),  # marks, exponents, letters of units
    *((0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF)),  # arrows, mathematics, shapes
)
# Pillow kerns by a library that not every system has, so the pairs stand beside the font: those of text.
_MARKS = (0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026)
_KERNED = frozenset(chain(range(0x21, 0x7F), range(0xC0, 0x100), range(0x410, 0x450), _MARKS))
_LEAST_UNITS = 24  # of 2048 to the em: less than a pixel of the largest title


@click.command(help=__doc__)
@click.argument("whole", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(whole: Path) -> None:
    """Write each cut, with no date of its own."""
    for name, axes in CUTS.items():
        font = instantiateVariableFont(TTFont(whole, recalcTimestamp=False), axes)
        pairs = dict(_pairs(font))
        options = Options(
            layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
        )
        options.drop_tables += ["GPOS", "GSUB", "GDEF", "STAT", "MVAR", "HVAR"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in _SIGNS for code in range(first, last + 1)])
        subsetter.subset(font)
        font.save(FOLDER / f"{name}.ttf")
        (FOLDER / f"{name}.json").write_text(_measures(font, pairs), encoding="utf-8")


def _measures(font: Any, pairs: Mapping[tuple[str, str], int]) -> str:
    """How wide each character is, and by how much pairs of them stand closer or farther."""
    signs = font.getBestCmap()
    advances = {chr(code): font["hmtx"][name][0] for code, name in sorted(signs.items())}
    kerning: dict[str, dict[str, int]] = {}
    for first, second in product(sorted(_KERNED), repeat=2):
        if value := pairs.get((signs[first], signs[second])):
            kerning.setdefault(chr(first), {})[chr(second)] = value
    measures = {"em": font["head"].unitsPerEm, "advances": advances, "kerning": kerning}
    return json.dumps(measures, ensure_ascii=False, separators=(",", ":")) + "\n"


def _pairs(font: Any) -> Iterator[tuple[tuple[str, str], int]]:
    """The kerning of text, pair by pair; the first table that knows a pair decides."""
    glyphs = {name for code, name in font.getBestCmap().items() if code in _KERNED}
    positions = font["GPOS"].table
    wanted = {
        index
        for record in positions.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    seen: set[tuple[str, str]] = set()
    for index in sorted(wanted):
        for table in positions.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            for first in glyphs.intersection(table.Coverage.glyphs):
                for second, value in _seconds(table, first, glyphs):
                    if (first, second) not in seen:
                        seen.add((first, second))
                        if abs(value) >= _LEAST_UNITS:
                            yield (first, second), value


def _seconds(table: Any, first: str, glyphs: set[str]) -> Iterator[tuple[str, int]]:
    if table.Format == 1:
        for record in table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord:
            if record.SecondGlyph in glyphs:
                yield record.SecondGlyph, _advance(record.Value1)
        return
    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
    for second in glyphs:
        yield second, _advance(row[table.ClassDef2.classDefs.get(second, 0)].Value1)


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0) or 0) if value else 0


if __name__ == "__main__":
    main()
