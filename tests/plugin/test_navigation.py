"""The navigation: the author's where there is one, else one made from the vault."""

import re
import sys
from itertools import groupby
from textwrap import dedent
from typing import Any, Literal, cast
from unicodedata import normalize

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType]

from milepost.plugin.hooks import MilepostPlugin
from milepost.plugin.sidebar import Sidebar
from support.outline import outline
from support.project import Project
from support.runs import run_files
from support.vaults import write_vault

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


def nav_titles(project: Project, page: str = "index.html") -> list[str]:
    """The titles of the navigation beside a page, in order, each once."""
    return list(dict.fromkeys(nav_lines(project, page)))


def nav_lines(project: Project, page: str) -> list[str]:
    """The titles of the navigation beside a page, in order; where one follows itself, once."""
    found = _NAV.search(project.page(page))
    assert found is not None
    titles = (re.sub(r"<[^>]+>|\s+", " ", title).strip() for title in _TITLE.findall(found[0]))
    return [title for title, _ in groupby(titles)]


def test_without_a_nav_sections_and_folders_make_one(journal: Project) -> None:
    assert journal.build("--strict").returncode == 0
    assert nav_titles(journal) == [
        "Home",
        "Roadmap",
        "Journal",
        "Garden",
        "All notes",
        "Recently changed",
        "Graph",
    ]


def test_a_page_shows_its_own_branch(journal: Project) -> None:
    journal.build()
    around = [
        "Home",
        "Roadmap",
        "Basics",
        "B",
        "A",
        "Journal",
        "Garden",
        "All notes",
        "Recently changed",
        "Graph",
    ]
    assert nav_titles(journal, "roadmap/b/index.html") == around
    assert nav_titles(journal, "roadmap/phase/index.html") == around
    assert nav_titles(journal, "garden/beans/index.html") == [
        *("Home", "Roadmap", "Journal", "Garden", "Beans", "All notes", "Recently changed", "Graph"),
    ]


def test_other_notes_in_the_folders_of_roadmap_and_journal_make_no_second_section(project: Project) -> None:
    project.write("Roadmap/Roadmap.md", "---\ntype: roadmap\n---\n")
    project.write("Roadmap/1 Start/1 Start.md", "---\ntype: phase\norder: 1\n---\n")
    project.write("Roadmap/1 Start/Item.md", '---\ntype: item\nphase: "[[1 Start]]"\n---\n')
    project.write("Roadmap/1 Start/Reading.md", "Words.\n")
    project.write("Roadmap/Ideas.md", "Words.\n")
    project.write("Journal/Written.md", "---\ntype: writeup\n---\n")
    project.write("Journal/2026-01-02.md", "Words.\n")
    assert project.build("--strict").returncode == 0
    assert nav_lines(project, "roadmap/1-start/reading/index.html") == [
        *("Home", "Roadmap", "1 Start", "Item", "Reading", "Ideas", "Journal", "Recently changed", "Graph"),
    ]
    assert nav_lines(project, "journal/2026-01-02/index.html") == [
        *("Home", "Roadmap", "Journal", "Written", "2026-01-02", "Recently changed", "Graph"),
    ]


def test_a_page_says_which_folders_it_is_in(journal: Project) -> None:
    journal.write("Garden/Bed 1/Peas.md", "Grow too.\n")
    journal.write("Garden/Bed 1/Bed 1.md", "The first.\n")
    journal.build()
    crumbs = re.search(r'<nav class="mp-path".*?</nav>', journal.page("garden/bed-1/peas/index.html"))
    assert crumbs is not None
    assert re.findall(r'href="(.*?)">(.*?)<', crumbs[0]) == [
        *(("../../..", "Home"), ("../../", "Garden"), ("../", "Bed 1")),
    ]
    assert "mp-path" not in journal.page("written/index.html")


@pytest.mark.parametrize("as_folders", [True, False])
@pytest.mark.parametrize("name", ["README", "Readme", "Index"])
def test_the_first_page_is_home_however_its_note_is_spelt(
    project: Project, name: str, as_folders: bool
) -> None:
    project.configure(use_directory_urls=as_folders)
    project.write(f"{name}.md", "Welcome.\n")
    project.write("Garden/Beans.md", "Grow.\n")
    project.build()
    page = project.page("garden/beans/index.html" if as_folders else "garden/beans.html")
    crumbs = re.search(r'<nav class="mp-path".*?</nav>', page)
    assert crumbs is not None
    assert re.findall(r">([^<]+)</a>", crumbs[0]) == ["Home", "Garden"]
    assert "<title>Test</title>" in project.page("index.html")


def test_a_long_list_is_cut_around_the_page(project: Project) -> None:
    for day in range(1, 13):
        project.write(f"Day {day}.md", f"---\ntype: writeup\ndate: 2026-01-{day:02}\n---\n")
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    days = [f"Day {day}" for day in range(9, 3, -1)]
    assert nav_titles(project, "day-6/index.html") == ["Home", "Journal", *days, "6 more", "Recently changed"]


def test_where_notes_of_the_root_are_not_shown_home_is_called_their_list(project: Project) -> None:
    for number in range(1, 13):
        project.write(f"Note {number:02}.md", "Words.\n")
    project.write("Note 02 and more.canvas", "{}")
    project.write("Garden/Beans.md", "Grow.\n")
    project.build()
    around = [f"Note {number:02}" for number in range(3, 9)]
    assert nav_lines(project, "note-06/index.html") == [
        *("Home", "Garden", *around, "All notes", "Recently changed"),
    ]
    assert nav_lines(project, "garden/beans/index.html") == [
        *("Home", "Garden", "Beans", "All notes", "Recently changed"),
    ]
    for text in (None, "---\npermalink: /\n---\nWelcome.\n"):
        if text:
            project.write("Start.md", text)
            project.build()
        for page, home in (("garden/beans/index.html", "../.."), ("index.html", ".")):
            leaf = f'<a href="{home}/#mp-in-this-folder" class="md-nav__link">'
            assert leaf in project.page(page)
        assert '<h2 id="mp-in-this-folder">' in project.page("index.html")
    project.write("index.md", "Welcome.\n")  # then they have a page of their own
    project.build()
    assert nav_lines(project, "note-06/index.html").count("All notes") == 1


def test_the_pages_before_and_after_are_the_neighbours(journal: Project) -> None:
    journal.write("Garden/Carrots.md", "Grow.\n")
    journal.build()
    page = journal.page("garden/beans/index.html")
    assert '<link rel="prev" href="../">' in page
    assert '<link rel="next" href="../carrots/">' in page


def test_the_page_of_what_is_missing_leads_from_the_root(journal: Project) -> None:
    journal.configure(site_url="https://example.org/a/").build()
    assert '<a href="/a/garden/" class="md-nav__link">' in journal.page("404.html")


@pytest.mark.parametrize(
    ("url", "directory_urls", "home", "all_notes"),
    [
        ("https://example.org/a/", True, "/a/.", "/a/all-notes/"),
        ("https://example.org/a/", False, "/a/index.html", "/a/all-notes.html"),
        ("", True, "/.", "/all-notes/"),
    ],
)
def test_it_says_so_and_leads_to_home_search_and_all_notes(
    journal: Project, url: str, directory_urls: bool, home: str, all_notes: str
) -> None:
    journal.configure(site_url=url, use_directory_urls=directory_urls)
    journal.write("index.md", "The start.\n")
    journal.write("Diary of mine.md", "---\npublish: false\n---\nMine.\n")
    journal.build()
    page = journal.page("404.html")
    said = outline(page.partition("<article")[2].partition("</article>")[0])
    assert "There is no page at this address" in said
    assert "The search in the header finds what there is." in said
    assert f"[Home]({home})" in said
    assert f"[All notes]({all_notes})" in said
    assert "diary" not in page.lower()


def test_without_a_search_or_a_list_beside_home_it_names_none(journal: Project) -> None:
    (journal.vault / "index.md").unlink(missing_ok=True)
    journal.configure(plugins=["milepost"]).build()
    said = outline(journal.page("404.html").partition("<article")[2])
    assert "[Home](/.)" in said
    assert "search" not in said.partition("</article>")[0].lower()
    assert "All notes" not in said


def test_a_page_weighs_as_much_in_a_vault_of_ten_times_the_notes(project: Project) -> None:
    def heaviest(count: int) -> int:
        for at in range(count):
            project.write(f"Folder {at % 10}/Part {at % 3}/Note {at:04}.md", "Words.\n")
            project.write(f"Loose {at:04}.md", "Words.\n")
        assert project.build().returncode == 0
        notes = (size for name, size in sizes(project) if "note-" in name or "loose-" in name)
        return max(notes)

    assert heaviest(400) / heaviest(40) < 1.05


def sizes(project: Project) -> list[tuple[str, int]]:
    return [(name, len(data)) for name, data in project.files().items() if name.endswith(".html")]


@pytest.mark.parametrize(("title", "shown"), [(None, "Experiments"), ("My lab", "My lab")])
def test_the_section_of_experiments_is_called_as_its_page(
    journal: Project, title: str | None, shown: str
) -> None:
    write_vault(journal.vault, run_files())
    if title:
        journal.write("experiments/index.md", f"---\ntitle: {title}\n---\n")
    journal.build()
    assert shown in nav_titles(journal)
    assert f"<h1>{shown}</h1>" in re.sub(r"<h1 [^>]*>", "<h1>", journal.page("experiments/index.html"))


@pytest.mark.parametrize("written", [{}, {"nav": ["Note.md"]}])
def test_other_plugins_are_told_only_of_a_nav_that_the_author_wrote(
    project: Project, written: dict[str, Any]
) -> None:
    project.write("Note.md", "Words.\n")
    hook = "def on_nav(nav, config, files):\n    print('NAV', config.nav)\n"
    (project.root / "hook.py").write_text(hook, encoding="utf-8")
    built = project.configure(hooks=["hook.py"], **written).build()
    assert built.returncode == 0, built.stdout
    assert f"NAV {written.get('nav')}" in built.stdout
    assert "Note" in nav_titles(project)


def test_a_navigation_that_another_plugin_gives_is_shown_whole(journal: Project) -> None:
    hook = """\
        from mkdocs.plugins import event_priority

        @event_priority(-100)
        def on_files(files, config):
            config.nav = ["index.md", {"My beans": "Garden/Beans.md"}, {"Far": "https://x.example/"}]
        """
    (journal.root / "hook.py").write_text(dedent(hook), encoding="utf-8")
    built = journal.configure(hooks=["hook.py"]).build("--strict")
    assert built.returncode == 0, built.stdout
    assert nav_titles(journal) == ["Welcome", "My beans", "Far"]


def test_an_authors_nav_and_its_titles_are_kept(journal: Project) -> None:
    nav = [{"Start": "index.md"}, {"Plants": ["Garden/Beans.md", {"My plan": "Roadmap/Phase.md"}]}]
    result = journal.configure(nav=nav).build("--strict")
    assert result.returncode == 0, result.stdout
    assert nav_titles(journal) == ["Start", "Plants", "Beans", "My plan"]


@pytest.mark.parametrize("enabled", [True, False])
def test_what_is_private_is_in_no_authors_nav(journal: Project, enabled: bool) -> None:
    for name in ("Quuxdiary", "Plans/Quuxsecret"):
        journal.write(f"{name}.md", "---\npublish: false\n---\n")
    journal.write("Locked/quux.pdf", "x")
    nav: list[Any] = [
        {"Start": "index.md"},
        {"My quux": "./Quuxdiary.md"},
        {"Hidden": ["Plans/Quuxsecret.md#now", {"A quux": "Locked/quux.pdf"}]},
        {"Plants": ["Garden/Beans.md", "Plans/Quuxsecret.md", {"Elsewhere": "https://x.example/Diary.md"}]},
        {"Gone": "Nowhere.md"},
    ]
    built = journal.configure({"enabled": enabled}, nav=nav).build()
    assert nav_titles(journal) == ["Start", "Plants", "Beans", "Elsewhere", "Gone"]
    assert "mkdocs.yml: nav names Plans/Quuxsecret.md, which is private; it is left out" in built.stdout
    assert [name for name, data in journal.files().items() if b"quux" in data.lower()] == []
    assert journal.build("--strict").returncode == 1


def test_a_private_note_in_an_authors_nav_is_told_once_though_a_hook_leaves_out_others(
    journal: Project,
) -> None:
    for name in ("Diary", "Aside"):
        journal.write(f"{name}.md", f"---\npublish: {name == 'Aside'}\n---\n".lower())
    hook = "def on_files(files, config):\n    files.remove(files.get_file_from_path('Aside.md'))\n"
    (journal.root / "hook.py").write_text(hook, encoding="utf-8")
    built = journal.configure(nav=["index.md", "Diary.md", "Aside.md"], hooks=["hook.py"]).build()
    assert [built.stdout.count(f"nav names {name}.md") for name in ("Diary", "Aside")] == [1, 1]
    assert nav_titles(journal) == ["Welcome"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file has one name, however it is written")
@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize(("said", "stored"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_an_authors_nav_finds_files_however_their_accents_are_stored(
    journal: Project, said: Literal["NFC", "NFD"], stored: Literal["NFC", "NFD"], enabled: bool
) -> None:
    journal.write(f"{normalize(stored, 'Thé')}.md", "Tea.\n")
    journal.write(f"{normalize(stored, 'Privé')}.md", "---\npublish: false\n---\n")
    nav: list[Any] = ["index.md", *({name: f"{normalize(said, name)}.md"} for name in ("Thé", "Privé"))]
    built = journal.configure({"enabled": enabled}, nav=nav).build()
    warnings = [line for line in built.stdout.splitlines() if "WARNING" in line]
    assert [line for line in warnings if "nav names Priv" not in line] == []
    assert nav_titles(journal)[1:] == ["Thé"]


def test_a_page_that_we_make_can_stand_in_an_authors_nav(journal: Project) -> None:
    nav = ["index.md", {"All I wrote": "journal.md"}]
    result = journal.configure(nav=nav).build("--strict")
    assert result.returncode == 0, result.stdout
    assert nav_titles(journal) == ["Welcome", "All I wrote"]
    assert "Written" in journal.page("journal/index.html")


def test_names_of_folders_and_phases_are_text(project: Project) -> None:
    project.write("Salt & pepper/Note.md", "Words.\n")
    project.write("Phase.md", '---\ntype: phase\ntitle: Soup <b> "x"\n---\n')
    assert project.build("--strict").returncode == 0
    assert "Salt &amp; pepper" in nav_titles(project)
    page = project.page("phase/index.html")
    assert 'Soup &lt;b&gt; "x"' in nav_titles(project, "phase/index.html")
    assert 'aria-label="Soup &lt;b&gt; &#34;x&#34;"' in page
    assert "<b>" not in page


def write_many(project: Project) -> None:
    for folder in ("", "Garden/", "Garden/Beds/", "Garden/Beds/Tools/", "House/"):
        for number in range(9):
            project.write(f"{folder}{folder[:1]}{number}.md", f"---\ntitle: Note {number}\n---\n")
    project.write("Garden/Garden.md", "The page of its folder.\n")
    for number in range(1, 4):
        project.write(f"Road/P{number}.md", f"---\ntype: phase\norder: {number}\n---\n")
        project.write(f"Road/I{number}.md", f'---\ntype: item\nphase: "[[P{number}]]"\n---\n')


@pytest.mark.parametrize("features", [[], ["navigation.tabs", "navigation.sections", "navigation.footer"]])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Garden/Beds/G4.md", "---\ntitle: Another name\n---\n"),
        ("Garden/Beds/Tools/A new note.md", "Words.\n"),
        ("Attic/A new folder.md", "Words.\n"),
        ("A last one.md", "Words.\n"),
        ("Garden/Garden.md", "---\ntitle: Of plants\n---\n"),
        ("House/H3.md", None),
        ("Road/I2.md", '---\ntype: item\nphase: "[[P1]]"\n---\n'),
        ("Road/P3.md", "---\ntype: phase\norder: 0\n---\n"),
        ("0.md", "---\ntype: writeup\n---\n"),
    ],
    ids=["title", "new", "folder", "root", "title of a folder", "gone", "other phase", "order", "kind"],
)  # fmt: skip
def test_an_outline_differs_where_the_navigation_beside_a_page_does(
    project: Project, path: str, text: str | None, features: list[str]
) -> None:
    project.configure(theme={"name": "material", "font": False, "features": features})
    write_many(project)
    before = beside_pages(project)
    if text is None:
        (project.vault / path).unlink()
    else:
        project.write(path, text)
    after = beside_pages(project)
    assert any(before[address] != after[address] for address in before.keys() & after.keys())
    for address in before.keys() & after.keys():
        (outline, html), (new_outline, new_html) = before[address], after[address]
        assert (outline == new_outline) == (html == new_html), address


def beside_pages(project: Project) -> dict[str, tuple[str, str]]:
    """The outline of what stands beside each page, and its HTML, by address."""
    config = load_config(str(project.root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    published = cast("MilepostPlugin", cast("Any", config.plugins["milepost"])).publication
    assert published is not None
    sidebar = published.env.globals["milepost_sidebar"]
    assert isinstance(sidebar, Sidebar)
    return {page.address: (sidebar.outline(page), sidebar.html(page, "", "")) for page in published.pages}


@pytest.mark.parametrize("before", ["Words before.\n", "# The title\n"], ids=["without a title", "with one"])
def test_the_table_of_contents_has_every_section_of_the_first_level(project: Project, before: str) -> None:
    project.write("Note.md", f"{before}\n# One\n\n## Within\n\n# Two\n")
    assert project.build("--strict").returncode == 0
    contents = project.page("note/index.html").rpartition('class="md-nav md-nav--secondary"')[2]
    assert re.findall(r'<a href="(#.*?)" class="md-nav__link"', contents) == ["#one", "#within", "#two"]


def test_a_note_that_a_permalink_has_moved_leaves_room_for_the_page_in_its_place(project: Project) -> None:
    project.write("index.md", "---\ntitle: Welcome\npermalink: welcome\n---\n")
    project.write("Tags.md", "---\npermalink: about-tags\n---\nWords. #maths\n")
    project.configure()
    for _ in ("cold", "warm"):
        project.build()
        for page in ("index", "welcome/index", "tags/index", "about-tags/index"):
            assert project.page(f"{page}.html")
        project.write("New.md", "A note more.\n")
    assert nav_titles(project, "welcome/index.html")[0] == "Home"
