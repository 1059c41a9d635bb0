"""The README's picture, taken of the sample journal as it is: `make screenshot`."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from PIL import Image
from playwright.sync_api import sync_playwright

from support.browser import NO_BROWSER, find_browser, open_browser
from support.project import ROOT, sample_project
from support.server import serve

PICTURE = ROOT / ".github" / "phase-page.png"
PAGE = "roadmap/1-foundations/"


def main() -> None:
    """Build the sample elsewhere, open the phase's page, and write the picture in few colours."""
    executable = find_browser()
    if executable is None:
        raise SystemExit(NO_BROWSER)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = sample_project(Path(folder))
        built = project.build("--strict")
        if built.returncode:
            raise SystemExit(built.stdout)
        with serve(project.site) as address:
            browser = open_browser(playwright, executable)
            page = browser.new_page(viewport={"width": 1280, "height": 1280}, color_scheme="light")
            page.goto(address + PAGE, wait_until="networkidle")
            shot = Image.open(BytesIO(page.screenshot()))
            browser.close()
    PICTURE.parent.mkdir(exist_ok=True)
    shot.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        PICTURE, optimize=True
    )
    click.echo(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
