"""Measures how smoothly the graph of a large vault is moved about, in a headless Chromium without a GPU.

Run `PYTHONPATH=tests python benchmarks/graph.py FOLDER…`, each FOLDER a vault. The graph is dragged to and
fro and zoomed with the wheel, one input a frame; printed are the times between frames. One every 16.7 ms is
as smooth as most screens are. What else the machine does is in these numbers.
"""

import argparse
import shutil
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import sync_playwright

import milepost
from milepost.build import load_site
from milepost.links.addresses import GRAPH_DATA
from milepost.model.site import Host
from milepost.pages.graph import graph_documents
from milepost.pages.templating import Templates
from milepost.settings import Settings
from support.browser import find_browser, open_browser
from support.server import serve

_ASSETS = Path(milepost.__file__).parent / "theme" / "assets"
_FRAMES = 120
_SHELL = f"""<!doctype html><meta charset="utf-8"><body style="font:16px sans-serif">
<div class="mp-graph" style="color:#222;--md-accent-fg-color:#00bfa5" data-mp-graph="{GRAPH_DATA}"></div>
<script type="module">
import {{ open }} from "./assets/milepost-graph.js";
await open(document.querySelector(".mp-graph"));
document.body.dataset.ready = "yes";
</script>"""
# One input a frame, and the times between frames; the first are spent on getting under way.
_MOVE = """async ([kind, count]) => {
  const canvas = document.querySelector("canvas");
  const { x, y, width, height } = canvas.getBoundingClientRect();
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  const send = (Type, name, more) => canvas.dispatchEvent(new Type(name, { cancelable: true, ...more }));
  canvas.setPointerCapture = () => {};
  const pointerId = 1;
  if (kind === "pan") send(PointerEvent, "pointerdown", { pointerId, clientX: middleX, clientY: middleY });
  const times = [];
  for (let i = 0; i < count; i++) {
    const turn = (i / 30) * Math.PI;
    if (kind === "pan") {
      const [clientX, clientY] = [middleX + 150 * Math.sin(turn), middleY + 80 * Math.sin(2 * turn)];
      send(PointerEvent, "pointermove", { pointerId, clientX, clientY });
    } else {
      const deltaY = -60 * Math.sign(Math.sin(turn));
      send(WheelEvent, "wheel", { clientX: middleX, clientY: middleY, deltaY });
    }
    times.push(await new Promise(requestAnimationFrame));
  }
  if (kind === "pan") send(PointerEvent, "pointercancel", { pointerId });
  return times.slice(1).map((time, i) => time - times[i]).slice(5);
}"""


def frames(page: BrowserPage, kind: str) -> list[float]:
    """Milliseconds between frames while the graph is moved."""
    times: Any = page.evaluate(_MOVE, [kind, _FRAMES])
    return sorted(times)


def rows(folder: Path) -> list[str]:
    """One vault's rows of the table."""
    executable = find_browser()
    if executable is None:
        raise SystemExit("no Chromium was found")
    site = load_site(str(folder), Settings(), Host("Bench"))
    (plan,) = graph_documents(site)
    (document,) = plan.carry_out(site, Templates(site))
    edges = sum(len(each) for each in site.graph.targets.values())
    printed: list[str] = []
    with TemporaryDirectory() as place, serve(Path(place)) as address, sync_playwright() as playwright:
        shutil.copytree(_ASSETS, Path(place, "assets"))
        data = Path(place, GRAPH_DATA)
        data.parent.mkdir(parents=True, exist_ok=True)
        data.write_text(document.text, encoding="utf-8")
        Path(place, "index.html").write_text(_SHELL, encoding="utf-8")
        browser = open_browser(playwright, executable)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        page.wait_for_selector("body[data-ready]", state="attached")
        for place_name, keys in (("all notes", ""), ("near by", "++++++++")):
            for key in keys:
                page.locator("canvas").press(key)
            for kind in ("pan", "zoom"):
                times = frames(page, kind)
                late = times[int(len(times) * 0.95)]
                cells = (folder.name, f"{len(site.notes):,}", f"{edges:,}", f"{kind}, {place_name}")
                printed.append(f"| {' | '.join(cells)} | {statistics.median(times):.1f} | {late:.1f} |")
        browser.close()
    return printed


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Measure how smoothly the graph moves.")
    options.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    print("| vault | notes | links | movement | median ms | 95 % ms |")
    print("| --- | ---: | ---: | --- | ---: | ---: |")
    for folder in options.parse_args().folders:
        print("\n".join(rows(folder)), flush=True)


if __name__ == "__main__":
    main()
