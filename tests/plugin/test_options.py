"""The plugin's options as `mkdocs.yml` gives them."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from milepost.plugin.config import check_neighbours
from support.project import Project


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kinds": 3}, ("kinds", "list of words, not 3")),
        ({"stale_after": "soon"}, ("stale_after", "number of days from 1 on, not 'soon'")),
        ({"graph": "maybe"}, ("graph", "true or false, not 'maybe'")),
        ({"kinds": [1]}, ("kinds", "list of words")),
        ({"statuses": {"nearly": "almost"}}, ("statuses", "nearly", "almost", "todo")),
        ({"estimate_hours": {"evening": -1}}, ("estimate_hours", "evening", "above 0")),
        ({"publish": "some"}, ("publish", "'all' or 'explicit'", "some")),
        ({"exclude": "Private"}, ("exclude", "list")),
        ({"journal": "/"}, ("journal", "address")),
        ({"publish": "some", "search": "lunr"}, ("publish", "not 'some'", "search", "not 'lunr'")),
        ({"enabled": "yes please"}, ("enabled", "bool")),
    ],
)
def test_a_wrong_value_is_one_line_that_names_its_option(
    project: Project, options: dict[str, Any], words: tuple[str, ...]
) -> None:
    result = project.configure(options).build()
    assert result.returncode == 1
    errors = [line for line in result.stdout.splitlines() if line.startswith("ERROR")]
    assert len(errors) == 1, result.stdout
    assert "milepost" in errors[0]
    assert [word for word in words if word not in errors[0]] == []
    assert "Traceback" not in result.stdout


def test_another_theme_is_refused_in_one_line(project: Project) -> None:
    result = project.configure(theme={"name": "readthedocs"}).build()
    assert result.returncode == 1
    assert [line for line in result.stdout.splitlines() if "'readthedocs'" in line and "material" in line]
    assert "Traceback" not in result.stdout


@pytest.mark.parametrize(
    ("font", "is_asked"),
    [
        (None, False),
        (False, False),
        ({"text": "Lato"}, True),
        ({"text": "Roboto", "code": "Roboto Mono"}, True),
    ],
)
def test_another_host_is_asked_for_fonts_only_where_somebody_chose_one(
    project: Project, font: object, is_asked: bool
) -> None:
    project.write("One.md", "Words.\n")
    theme = {"name": "material"} if font is None else {"name": "material", "font": font}
    project.configure(theme=theme).build("--strict")
    assert ("fonts.googleapis.com" in project.page("one/index.html")) is is_asked


def test_an_unknown_option_is_named_and_fails_a_strict_build(project: Project) -> None:
    result = project.configure({"kindz": ["eval"]}).build("--strict")
    assert result.returncode == 1
    assert [line for line in result.stdout.splitlines() if "milepost" in line and "'kindz'" in line]


def test_options_reach_the_roadmap(project: Project) -> None:
    project.configure({"kinds": ["song"], "statuses": {"nearly": "partial"}})
    project.write("Phase.md", "---\ntype: phase\norder: 1\n---\n")
    project.write("Tune.md", '---\ntype: item\nkind: song\nstatus: nearly\nphase: "[[Phase]]"\n---\n')
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    assert 'data-kind="song" data-status="partial"' in project.page("phase/index.html")


@pytest.mark.parametrize(("reviews", "is_due"), [("off", False), ("dates", True), ("fsrs", True)])
def test_reviews_are_off_by_the_word_as_people_write_it(project: Project, reviews: str, is_due: bool) -> None:
    config = project.configure({"reviews": "WORD"}).root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("WORD", reviews), encoding="utf-8")
    project.write("Done.md", "---\ntype: item\nstatus: done\nreview: 1970-01-01\n---\n")
    project.build()
    assert ("Review due" in project.page("done/index.html")) is is_due


def test_a_disabled_plugin_leaves_everything_to_mkdocs(project: Project) -> None:
    project.write("One.md", "To [[Two]].\n")
    result = project.configure({"enabled": False}).build("--strict")
    assert result.returncode == 0, result.stdout
    assert "[[Two]]" in project.page("One/index.html")
    assert "milepost" not in project.page("One/index.html")


def test_previews_may_be_switched_off(project: Project) -> None:
    project.write("Note.md", "Words.")
    assert project.build("--strict").returncode == 0
    assert "milepost-preview" in project.page("note/index.html")
    assert project.configure({"previews": False}).build("--strict").returncode == 0
    assert "milepost-preview" not in project.page("note/index.html")


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("material/blog #2", {}, "take out the plugin material/blog #2"),
        ("encryptcontent", {}, "publish: false"),
        ("i18n", {}, "build a site for each language"),
        ("obsidian-bridge", {}, "links are found without it"),
        ("rss", {"match_path": ".*"}, "write `match_path`"),
        ("rss", {"match_path": "Journal/.*"}, ""),
        ("material/blog", {"enabled": False}, ""),
        ("material/tags", {}, ""),
    ],
)
def test_a_plugin_that_cannot_be_beside_ours_is_named(name: str, options: dict[str, Any], words: str) -> None:
    config = cast("MkDocsConfig", SimpleNamespace(plugins={name: SimpleNamespace(config=options)}))
    if not words:
        check_neighbours(config)
        return
    with pytest.raises(PluginError, match=words):
        check_neighbours(config)


def test_a_blog_of_the_themes_ends_a_build_but_not_where_mkdocs_renders_the_notes(project: Project) -> None:
    project.write("Note.md", "Words.\n")
    built = project.configure(plugins=["search", "blog", "milepost"]).build()
    assert built.returncode == 1
    assert "take out the plugin material/blog" in built.stdout
    assert "Traceback" not in built.stdout
    off = project.configure(plugins=["search", "blog", {"milepost": {"enabled": False}}]).build()
    assert off.returncode == 0, off.stdout
