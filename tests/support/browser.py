"""A Chromium for the tests: found, or, when run as a program, installed where nobody need be asked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from playwright.sync_api import Browser, Playwright, sync_playwright

__all__ = ["NO_BROWSER", "find_browser", "open_browser"]

NO_BROWSER = (
    "The browser tests need Chromium or Chrome, and none was found: install one (Debian: "
    "`apt-get install chromium`; elsewhere: `python -m playwright install chromium`), or give its path "
    "in MILEPOST_CHROMIUM."
)

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)

# A browser left to itself asks its maker's hosts for news, which a closed network refuses at length.
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find_browser() -> Path | None:
    """Where a Chromium is: as MILEPOST_CHROMIUM says; else on the PATH, in a usual place, Playwright's."""
    return next((place for place in _candidates() if place.is_file()), None)


def _candidates() -> Iterator[Path]:
    if given := os.environ.get("MILEPOST_CHROMIUM"):
        yield Path(given)
        return
    yield from (Path(found) for name in _COMMANDS if (found := shutil.which(name)))
    yield from map(Path, _PLACES)
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def open_browser(playwright: Playwright, executable: Path) -> Browser:
    """A headless browser that talks to nobody but the pages under test."""
    as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=executable, args=[*_QUIET, *as_root])


def _install() -> None:
    """Try Debian's package where we may, elsewhere Playwright's; whether it worked, `main` looks itself."""
    if _is_debian() and (root := _root_prefix()) is not None:
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run([*root, "apt-get", "--quiet", *arguments], check=False)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def _root_prefix() -> list[str] | None:
    """What to put before a command that only root may run; `None` where that would take a password."""
    if os.geteuid() == 0:
        return []
    allowed = shutil.which("sudo") and subprocess.run(
        ["sudo", "-n", "true"], capture_output=True, check=False
    )
    return ["sudo", "-n"] if allowed and allowed.returncode == 0 else None


def main() -> None:
    """Make sure that there is a browser, and say which."""
    if find_browser() is None:
        _install()
    found = find_browser()
    if found is None:
        sys.exit(NO_BROWSER)
    click.echo(f"Browser: {found}")


if __name__ == "__main__":
    main()
