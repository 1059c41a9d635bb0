"""The navigation: the author's where there is one, else one made from the vault."""

import re

import pytest

from support.project import Project

_NAV = re.compile(r'<nav class="md-nav md-nav--primary.*?</nav>\s*</div>', re.DOTALL)
_TITLE = re.compile(r'<span class="md-ellipsis">\s*(.*?)\s*</span>', re.DOTALL)


@pytest.fixture
def journal(project: Project) -> Project:
    project.write("index.md", "---\ntitle: Welcome\n---\n")
    project.write("Roadmap/Phase.md", "---\ntype: phase\ntitle: Basics\norder: 1\n---\n")
    project.write("Roadmap/B.md", '---\ntype: item\norder: 1\nphase: "[[Phase]]"\n---\n')
    project.write("Roadmap/A.md", '---\ntype: item\norder: 2\nphase: "[[Phase]]"\n---\n')
    project.write("Garden/Beans.md", "Grow.\n")
    project.write("Written.md", "---\ntype: writeup\ndate: 2026-01-02\n---\n")
    return project


def nav_titles(project: Project) -> list[str]:
    """The titles of the navigation beside the home page, in order, each once."""
    found = _NAV.search(project.page("index.html"))
    assert found is not None
    titles = (re.sub(r"<[^>]+>|\s+", " ", title).strip() for title in _TITLE.findall(found[0]))
    return list(dict.fromkeys(titles))


def test_without_a_nav_phases_items_journal_and_folders_make_one(journal: Project) -> None:
    assert journal.build("--strict").returncode == 0
    assert nav_titles(journal) == [
        "Home",
        "Roadmap",
        "Basics",
        "B",
        "A",
        "Journal",
        "Written",
        "Garden",
        "Beans",
        "Graph",
    ]


def test_only_the_newest_write_ups_stand_there_and_nobody_is_told_of_the_others(project: Project) -> None:
    for day in range(1, 13):
        project.write(f"Day {day}.md", f"---\ntype: writeup\ndate: 2026-01-{day:02}\n---\n")
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    assert nav_titles(project)[-11:] == ["Journal", *(f"Day {day}" for day in range(12, 2, -1))]
    assert "Day 1.md" not in result.stdout
    assert "<h1" in project.page("day-1/index.html")


def test_an_authors_nav_and_its_titles_are_kept(journal: Project) -> None:
    nav = [{"Start": "index.md"}, {"Plants": ["Garden/Beans.md", {"My plan": "Roadmap/Phase.md"}]}]
    result = journal.configure(nav=nav).build("--strict")
    assert result.returncode == 0, result.stdout
    assert nav_titles(journal) == ["Start", "Plants", "Beans", "My plan"]


def test_a_page_that_we_make_can_stand_in_an_authors_nav(journal: Project) -> None:
    nav = ["index.md", {"All I wrote": "journal.md"}]
    result = journal.configure(nav=nav).build("--strict")
    assert result.returncode == 0, result.stdout
    assert nav_titles(journal) == ["Welcome", "All I wrote"]
    assert "Written" in journal.page("journal/index.html")


def test_names_of_folders_and_phases_are_text(project: Project) -> None:
    project.write("Salt & pepper/Note.md", "Words.\n")
    project.write("Phase.md", "---\ntype: phase\ntitle: Soup <b>\n---\n")
    assert project.build("--strict").returncode == 0
    assert {"Salt &amp; pepper", "Soup &lt;b&gt;"} <= set(nav_titles(project))
