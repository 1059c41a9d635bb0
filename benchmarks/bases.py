"""How long bases take over a thousand notes: `python benchmarks/bases.py FOLDER`, a vault of so many.

The first thousand of its notes, by path, are copied as they are into a new vault with one base of five views.
Each view is rendered by itself, three times; the fastest counts. Nothing is written into the folder.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from milepost.build import load_site
from milepost.model.frozen import replace
from milepost.model.path import VaultPath
from milepost.model.site import Host, Site
from milepost.render.base_file import render_base
from milepost.settings import Settings

_NOTES = 1_000
_PATH = VaultPath("Bench.base")
_BASE = """\
formulas:
  words: (file.size / 6).round()
  age: (today() - file.mtime.date()) / 86400000
  about: file.name.lower().replace(/[^a-z]+/g, " ").split(" ").filter(value.length > 3).length
  known: formula.words > 200 && !file.hasTag("seedling")
views:
  - type: table
    name: every file, four columns
    order: [file.name, file.folder, file.size, file.mtime]
  - type: table
    name: five formulas, two sorts, groups and summaries
    filters: {and: ['file.ext == "md"', {not: ['file.inFolder("Templates")']}]}
    order: [file.name, formula.words, formula.age, formula.about, formula.known, tags, aliases]
    sort: [{property: formula.known, direction: DESC}, {property: formula.words, direction: DESC}]
    groupBy: {property: file.folder, direction: ASC}
    summaries: {formula.words: Sum, formula.known: Checked, formula.about: Median}
  - type: table
    name: links, embeds and backlinks
    order: [file.name, file.links, file.embeds, file.backlinks, file.tags]
  - type: cards
    name: cards
    image: cover
    order: [file.name, description, tags]
  - type: list
    name: list
    filters: file.backlinks.length > 2
    order: [file.name, file.backlinks]
"""


def main() -> None:
    """Print a row for each view."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    source = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder, "vault")
        notes = sorted(source.rglob("*.md"))[:_NOTES]
        for note in notes:
            copy = vault / note.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(note, copy)
        (vault / _PATH).write_text(_BASE, encoding="utf-8")
        (vault / "Shows the base.md").write_text(f"[[{_PATH}]]\n", encoding="utf-8")
        site = load_site(str(vault), Settings(), Host("Bench"))
        print(f"{len(site.notes)} public notes of {len(notes) + 1}\n")
        print("| view | rows | seconds | KiB |\n| --- | ---: | ---: | ---: |")
        base = site.bases[_PATH]
        for view in base.views:
            _row(view.name, replace(site, bases={_PATH: replace(base, views=(view,))}))
        _row("all five, the base's page", site)


def _row(name: str, site: Site) -> None:
    taken: list[float] = []
    html = ""
    for _ in range(3):
        start = time.process_time()
        html = render_base(site, _PATH).html
        taken.append(time.process_time() - start)
    rows = html.count("<tr><th scope=") + html.count("<li><div><strong>") + html.count("<li><div class=")
    listed = html.count('<li><a href="') - html.count('<ul><li><a href="') if "mp-base__list" in html else 0
    print(f"| {name} | {rows or listed:,} | {min(taken):.2f} | {len(html) / 1024:,.0f} |")


if __name__ == "__main__":
    main()
