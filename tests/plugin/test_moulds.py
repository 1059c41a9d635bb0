"""Pages that share what the theme puts around them are what the theme would have made of each."""

from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType]

from milepost.plugin.printer import Printer
from support.project import Project

TITLES = ('Plain "quoted"', "Angles <b>bold<&b>", "It's & more", "edit blob raw", "Ünï côde", "Last")


def write_notes(project: Project) -> None:
    for folder in ("", "Field/", "Field/Deep & wide/", "assets/"):
        for number in range(5 * len(TITLES)):
            at = number % len(TITLES)
            title = f"{TITLES[at]} {number}"
            properties = "".join(
                (
                    f"title: '{title.replace(chr(39), chr(39) * 2)}'\n",
                    "description: Said <so> \"here\"\n" if at % 2 else "",
                    "date: 2026-03-04\ntype: writeup\n" if at == 2 else "",
                    "hide: [toc]\n" if at == 3 else "",
                )
            )  # fmt: skip
            words = (
                "## One *here*\n\nText.\n\n### Two `x` & y\n\n## Three\n" if at < 4 else "$x^2$ and words\n"
            )
            project.write(f"{folder}Note {number}.md", f"---\n{properties}---\n{words}")


@pytest.mark.parametrize(
    ("features", "options"),
    [
        ([], {}),
        (["toc.integrate"], {"use_directory_urls": False}),
        (
            ["navigation.footer", "navigation.tabs", "navigation.path", "content.action.edit"],
            {"repo_url": "https://code.example/me/edit", "edit_uri": "edit/main/vault/"},
        ),
    ],
    ids=["plain", "no-folders", "everything"],
)  # fmt: skip
def test_a_page_from_a_mould_is_the_page_of_the_theme(
    project: Project, features: list[str], options: dict[str, Any]
) -> None:
    write_notes(project)
    theme: dict[str, Any] = {"name": "material", "font": False, "features": features}
    project.configure(site_url="https://milepost.example/", theme=theme, **options)
    assert project.build().returncode == 0
    moulded = html_of(project)

    # Where an author has templates, each page goes through the theme by itself.
    Path(project.root, "overrides").mkdir()
    Path(project.root, "overrides", "unused.html").touch()
    own: dict[str, Any] = {**theme, "custom_dir": "overrides"}
    project.configure(site_url="https://milepost.example/", theme=own, **options)
    assert project.build().returncode == 0

    assert moulded.keys() == html_of(project).keys()
    for name, html in html_of(project).items():
        assert moulded[name] == html, name


def html_of(project: Project) -> dict[str, str]:
    return {
        name: data.decode()
        for name, data in project.files().items()
        if name.endswith(".html") and not name.startswith("overrides")
    }


def test_pages_that_are_alike_do_not_each_go_through_the_theme(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_notes(project)
    themed, alone = list[str](), Printer._themed  # pyright: ignore[reportPrivateUsage]

    def counted(printer: Printer, each: Any) -> str:
        themed.append(each.page.address)
        return alone(printer, each)

    monkeypatch.setattr(Printer, "_themed", counted)
    config = load_config(str(project.root / "mkdocs.yml"), site_dir=str(project.site))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert 0 < len(themed) < len(html_of(project)) / 2
