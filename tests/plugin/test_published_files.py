"""What gets into the site, what stays out of it, and what a build leaves as it was.

This keeps promises P1, P5, P6, P15 and P17.
"""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Literal
from unicodedata import normalize

import pytest
from mkdocs.utils import get_theme_dir

from milepost.plugin import printer
from support.command import milepost
from support.editions import LiveSite
from support.project import Project, sample_project
from support.tree import tree_of


def test_only_attachments_that_a_published_note_uses_are_copied(project: Project) -> None:
    project.write("Note.md", "![[used.svg]] and [a file](data/linked.csv)\n")
    project.write("Private.md", "---\npublish: false\n---\n![[private.svg]]\n")
    for path in ("used.svg", "data/linked.csv", "private.svg", "unused.svg"):
        project.write(path, "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert project.build("--strict").returncode == 0
    names = {name.rpartition("/")[2] for name in project.files()}
    assert names & {"used.svg", "linked.csv", "private.svg", "unused.svg"} == {"used.svg", "linked.csv"}
    assert project.files()["used.svg"] == (project.vault / "used.svg").read_bytes()


def test_a_private_note_leaves_no_trace(project: Project) -> None:
    project.configure(site_url="https://milepost.example/")
    project.write("Phase.md", "---\ntype: phase\norder: 1\n---\n")
    project.write(
        "Zebra/Quagga file.md",
        """\
        ---
        type: item
        phase: "[[Phase]]"
        title: Okapi title
        aliases: [Bongo alias]
        permalink: impala/permalink
        tags: [kudu-tag]
        publish: false
        ---
        # Eland heading

        Gnu text, to [[Public]]. ![[Dikdik picture.svg]] ^nyala-block
        """,
    )
    project.write("Zebra/Dikdik picture.svg", "<svg/>")
    project.write("Public.md", "To [[Quagga file|that]]; ![[Quagga file]] ends.\n")
    assert project.build("--strict").returncode == 0
    words = ("zebra", "quagga", "okapi", "bongo", "impala", "kudu", "eland", "gnu text", "dikdik", "nyala")
    found: list[tuple[str, str]] = []
    for name, data in project.files().items():
        if name.endswith(".gz"):
            data = gzip.decompress(data)
        text = f"{name} {data.decode('utf-8', errors='replace')}".lower()
        if not name.startswith("assets/"):
            found += [(name, word) for word in words if word in text]
    assert found == []
    assert "To that;" in project.page("public/index.html")


def test_every_page_names_the_feed_if_there_is_one(project: Project) -> None:
    project.write("Words.md", "---\ntype: writeup\ndate: 2026-11-22\n---\n")
    assert project.build("--strict").returncode == 0
    assert "application/atom+xml" not in project.page("words/index.html")
    project.configure(site_url="https://milepost.example/")
    assert project.build("--strict").returncode == 0
    assert 'type="application/atom+xml"' in project.page("words/index.html")
    assert "feed.xml" in project.files()


def test_style_and_script_of_the_vault_that_mkdocs_yml_names_are_kept(project: Project) -> None:
    project.write("style/extra.css", "body { color: red }")
    project.write("style/extra.js", "let a = 1")
    project.write("style/other.css", "body { color: blue }")
    project.write("Note.md", "Words.\n")
    project.configure(extra_css=["style/extra.css"], extra_javascript=["style/extra.js"])
    assert project.build("--strict").returncode == 0
    assert {"style/extra.css", "style/extra.js"} <= project.files().keys()
    assert "style/other.css" not in project.files()
    page = project.page("note/index.html")
    assert 0 < page.index("assets/milepost.css") < page.index("style/extra.css")


def test_templates_of_the_vault_that_mkdocs_yml_names_are_filled_in(project: Project, tmp_path: Path) -> None:
    template = "{% for page in pages %}{{ page.url }}\n{% endfor %}"
    project.write("robots.txt", template)
    project.write("Note.md", "Words.\n")
    project.configure(extra_templates=["robots.txt"])
    assert project.build("--strict").returncode == 0
    assert "note/" in project.page("robots.txt").split()
    live = LiveSite(project, tmp_path / "live")
    project.write("Other.md", "Words.\n")
    live.follow()
    assert b"other/" in live.files()["robots.txt"].split()


def test_the_authors_own_templates_win(project: Project) -> None:
    custom = project.root / "overrides"
    (custom / "assets").mkdir(parents=True)
    (custom / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}My own words{% endblock %}', encoding="utf-8"
    )
    (custom / "assets" / "milepost.css").write_text("/* mine */", encoding="utf-8")
    project.configure(theme={"name": "material", "font": False, "custom_dir": "overrides"})
    project.write("Note.md", "Words.\n")
    assert project.build("--strict").returncode == 0
    assert "My own words" in project.page("note/index.html")
    assert project.page("assets/milepost.css") == "/* mine */"
    assert "data-mp-filters" in project.page("assets/milepost.js")


def test_a_log_says_what_a_published_file_has_to_make_way_for(project: Project) -> None:
    project.write("Note.md", "![[feed.xml]]\n")
    project.write("feed.xml", "x")
    result = project.build()
    assert result.returncode == 0
    assert "feed.xml:1: the address feed.xml is that of the feed already" in result.stdout


@pytest.mark.parametrize("name", ["main.html", "base.html"])
def test_pages_in_the_authors_own_templates_have_what_every_page_has(project: Project, name: str) -> None:
    theirs = Path(get_theme_dir("material"), "base.html")
    text = "{% extends 'base.html' %}{% block footer %}Mine{% endblock %}"
    if name == "base.html":
        text = theirs.read_text(encoding="utf-8").replace("</body>", "Mine</body>")
    custom = project.root / "overrides"
    custom.mkdir()
    (custom / name).write_text(text, encoding="utf-8")
    project.configure(theme={"name": "material", "font": False, "custom_dir": "overrides"})
    project.write("Note.md", "Words.\n")
    assert project.build("--strict").returncode == 0
    for page in (project.page("note/index.html"), project.page("404.html")):
        assert "Mine" in page
        # The theme's own index is empty.
        assert '"search": "' in page
        assert "assets/milepost-search-late.js#javascripts/workers/search." in page
        assert "assets/milepost-preview.js" in page
    assert "og:title" in project.page("note/index.html")


def test_a_build_writes_nothing_into_the_vault(tmp_path: Path) -> None:
    project = sample_project(tmp_path)
    before = state(project.vault)
    assert project.build("--strict").returncode == 0
    assert state(project.vault) == before != {}


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """When each file and folder last changed, and the files' bytes."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


def test_what_mkdocs_is_told_to_exclude_leaves_no_trace(project: Project) -> None:
    project.configure(exclude_docs="Secret*\nHidden/\n", draft_docs="Later.md\n")
    project.write("Secret note.md", "---\ntitle: Okapi\ntags: [kudu]\n---\nGnu text.\n")
    project.write("Hidden/Plan.md", "Eland text.\n")
    project.write("Later.md", "Bongo text.\n")
    project.write("Open.md", "To [[Secret note|that]], ![[Plan]] and [[Later|more]].\n")
    assert project.build("--strict").returncode == 0
    text = "".join(data.decode("utf-8", errors="replace").lower() for data in project.files().values())
    assert [word for word in ("okapi", "kudu", "gnu text", "eland", "bongo", "secret") if word in text] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file has one name, however it is written")
@pytest.mark.parametrize(("said", "stored"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_it_is_excluded_however_its_accents_are_stored(
    project: Project, said: Literal["NFC", "NFD"], stored: Literal["NFC", "NFD"]
) -> None:
    project.configure(exclude_docs=f"{normalize(said, 'Privé')}/\n")
    project.write(f"{normalize(stored, 'Privé')}/Plan.md", "Eland text.\n")
    project.write("Open.md", "To ![[Plan]].\n")
    assert project.build("--strict").returncode == 0
    assert [name for name, data in project.files().items() if b"Eland" in data] == []
    assert milepost(project.root, "check").out == "1 note, no problems\n"


def test_a_folder_called_templates_is_published_like_any_other(project: Project) -> None:
    project.write("templates/Letter.md", "Dear reader.\n")
    project.write("index.md", "To the [[Letter]].\n")
    assert project.build("--strict").returncode == 0
    assert "Dear reader." in project.page("templates/letter/index.html")


def test_what_is_private_stays_so_when_the_plugin_is_off(project: Project) -> None:
    project.configure({"enabled": False})
    project.write("Open.md", "Zebra text.\n")
    project.write("Private.md", "---\npublish: false\n---\nQuagga text. ![[Quagga.svg]]\n")
    project.write("Quagga.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert project.build().returncode == 0
    text = "".join(
        f"{name} {data.decode('utf-8', errors='replace')}" for name, data in project.files().items()
    )
    assert "Zebra text." in text
    assert "quagga" not in text.lower()


def test_a_note_whose_accents_are_stored_apart_goes_out_when_the_plugin_is_off(project: Project) -> None:
    project.configure({"enabled": False})
    project.write(f"{normalize('NFD', 'Zèbre')}.md", "Zebra text.\n")
    assert project.build("--strict").returncode == 0
    assert any(b"Zebra text." in data for data in project.files().values())


def test_the_publishing_rules_hold_when_the_plugin_is_off(project: Project) -> None:
    project.configure({"enabled": False, "publish": "explicit", "exclude": ["Hidden"]})
    project.write("Open.md", "---\npublish: true\n---\nZebra text.\n")
    project.write("Silent.md", "Quagga text.\n")
    project.write("Hidden/Plan.md", "---\npublish: true\n---\nOkapi text.\n")
    assert project.build().returncode == 0
    text = "".join(data.decode("utf-8", errors="replace") for data in project.files().values())
    assert "Zebra text." in text
    assert "Quagga" not in text
    assert "Okapi" not in text


def test_properties_that_the_theme_reads_otherwise_do_no_harm(project: Project) -> None:
    project.write("Icon.md", "---\nicon: LiBook\nhide: true\nsearch: deep\n---\nWords.\n")
    project.write(
        "Plain.md", "---\nhide: [toc, nonsense]\nsearch:\n  exclude: true\n---\nZebra.\n\n## Part\n"
    )
    assert project.build("--strict").returncode == 0
    assert "Words." in project.page("icon/index.html")
    assert "Zebra" not in project.files()["assets/milepost-search.json"].decode()


def test_logo_and_favicon_of_the_vault_that_mkdocs_yml_names_are_kept(project: Project) -> None:
    theme = {"name": "material", "font": False, "logo": "pics/logo.svg", "favicon": "pics/icon.svg"}
    project.configure(theme=theme)
    for path in ("pics/logo.svg", "pics/icon.svg", "pics/other.svg"):
        project.write(path, "<svg xmlns='http://www.w3.org/2000/svg'/>")
    project.write("Note.md", "Words.\n")
    assert project.build("--strict").returncode == 0
    assert {name for name in project.files() if name.startswith("pics/")} == {
        "pics/logo.svg",
        "pics/icon.svg",
    }


def test_a_file_of_the_theme_is_there_though_the_vault_has_one_of_its_name(project: Project) -> None:
    project.write("Note.md", "Words.\n")
    assert project.build("--strict").returncode == 0
    plain = project.files()
    bundle = next(name for name in plain if name.startswith("assets/javascripts/bundle"))
    for path in (bundle, "assets/milepost.js", "assets/private.js"):
        project.write(path, "the author's")
    assert project.build("--strict").returncode == 0
    assert project.files()[bundle] == plain[bundle]
    assert project.files()["assets/milepost.js"] == plain["assets/milepost.js"]
    assert "assets/private.js" not in project.files()


def test_what_is_made_private_or_deleted_is_gone_after_the_next_build(project: Project) -> None:
    project.configure(site_url="https://milepost.example/")
    project.write("Open.md", "To [[Kept|one]] and [[Lost|another]]. ![[okapi.svg]]\n")
    project.write("Kept.md", "---\ntags: [gnu]\naliases: [Bongo]\n---\nEland words. ![[kudu.svg]]\n")
    project.write("Lost.md", "Impala words. ![[nyala.svg]]\n")
    for name in ("okapi", "kudu", "nyala"):
        project.write(f"{name}.svg", f"<svg xmlns='http://www.w3.org/2000/svg'><title>{name}</title></svg>")
    assert project.build("--strict").returncode == 0
    kept = project.vault / "Kept.md"
    kept.write_text(
        kept.read_text(encoding="utf-8").replace("---", "---\npublish: false", 1), encoding="utf-8"
    )
    (project.vault / "Lost.md").unlink()
    assert project.build().returncode == 0
    words = (b"gnu", b"bongo", b"eland", b"kudu", b"impala", b"nyala", b"lost/")
    texts = {
        name: gzip.decompress(data) if name.endswith(".gz") else data
        for name, data in project.files().items()
    }
    named = {name: name.encode() + text for name, text in texts.items() if "assets/javascripts" not in name}
    assert [(name, word) for name, text in named.items() for word in words if word in text.lower()] == []
    assert "okapi.svg" in project.files()


def test_a_file_of_another_case_is_there_though_the_disk_finds_it_by_both_names(project: Project) -> None:
    picture = project.write("Okapi.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    project.write("Note.md", "![[okapi.svg]]\n")
    assert project.build("--strict").returncode == 0
    (project.site / "okapi.svg").symlink_to("Okapi.svg")  # as macOS and Windows would find it
    picture.rename(project.vault / "okapi.svg")
    assert project.build("--strict").returncode == 0
    assert {name for name in project.files() if "kapi" in name} == {"okapi.svg"}


def test_a_page_whose_address_changes_leaves_the_old_one_before_it_has_the_new(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("Note.md", "---\npermalink: About\n---\n")
    live = LiveSite(project, tmp_path / "live")
    project.write("Note.md", "---\npermalink: about\n---\n")
    done: list[Path] = []

    def note_down(function: Callable[..., bool]) -> Callable[..., bool]:
        def call(file: str | Path, *data: bytes) -> bool:
            done.append(Path(file))
            return function(file, *data)

        return call

    for name in ("remove", "write_if_new"):
        monkeypatch.setattr(printer, name, note_down(getattr(printer, name)))
    live.follow()
    places = [file.relative_to(live.site).as_posix() for file in done]
    assert places.index("About/index.html") < places.index("about/index.html")


def test_what_other_plugins_put_into_the_site_is_there_after_each_build(project: Project) -> None:
    (project.root / "static").mkdir()
    (project.root / "static" / "copied.txt").write_text("copied with its time", encoding="utf-8")
    hook = """
        import os, shutil

        def on_page_context(context, page, config, nav):
            shutil.copytree("static", config.site_dir + "/early", dirs_exist_ok=True)

        def on_post_build(config):
            shutil.copytree("static", config.site_dir + "/late", dirs_exist_ok=True)
            if not os.path.exists(config.site_dir + "/once.txt"):
                open(config.site_dir + "/once.txt", "w").close()
    """
    (project.root / "hook.py").write_text(dedent(hook), encoding="utf-8")
    project.configure(hooks=["hook.py"]).write("Note.md", "Words.\n")
    for _ in range(3):
        assert project.build("--strict").returncode == 0
        assert {"early/copied.txt", "late/copied.txt", "once.txt"} <= project.files().keys()
    project.configure().build()
    assert {"early/copied.txt", "late/copied.txt", "once.txt"}.isdisjoint(project.files())


def test_the_index_goes_with_the_search(project: Project) -> None:
    project.write("Note.md", "An okapi.\n")
    (project.root / "hook.py").write_text("def on_nav(nav, **rest):\n    return nav\n", encoding="utf-8")
    project.configure(hooks=["hook.py"]).build()
    assert "okapi" in project.page("search/search_index.json")
    project.configure(hooks=["hook.py"], plugins=["milepost"]).build()
    assert "search/search_index.json" not in project.files()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to set")
def test_a_disk_that_is_full_is_one_line(project: Project) -> None:
    project.write("Note.md", "Words.\n")
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))"
    command = [sys.executable, "-c", f"{full}; import mkdocs.__main__ as host; host.cli()", "build"]
    built = subprocess.run(command, cwd=project.root, capture_output=True, text=True, timeout=60, check=False)
    assert built.returncode == 1
    said = next(line for line in built.stdout.splitlines() if "File too large" in line)
    place, _, rest = said.rpartition(": the site cannot be written: ")
    assert rest == "File too large; it is not whole"
    assert Path(place.split()[-1]).is_relative_to(project.root / "site")
    assert "Traceback" not in built.stderr
    assert [file.name for file in (project.root / "site").rglob(".*")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_to_what_mkdocs_leaves_out_stays_at_home(project: Project) -> None:
    project.write("Gnu.md", "Gnu words.\n")
    project.write("gnu.txt", "Gnu words.\n")
    (project.vault / "Link.md").symlink_to("Gnu.md")
    (project.vault / "link.txt").symlink_to("gnu.txt")
    project.write("Open.md", "[[Link]] [[link.txt]] ![[link.txt]]\n")
    assert project.configure(exclude_docs="[Gg]nu.*\n").build().returncode == 0
    assert [name for name, data in project.files().items() if b"Gnu words" in data] == []
    assert not project.files().keys() & {"link/index.html", "link.txt"}


def test_other_plugins_are_given_nothing_private(project: Project) -> None:
    project.write("Okapi.md", "---\npublish: false\n---\nGnu text.\n")
    project.write("Open.md", "Public words, [[Okapi|that]] ![[Okapi]] %%kudu%%\n\n%%\neland\n%%\n")
    hook = "def on_page_markdown(markdown, **rest):\n    print('SEEN', markdown.split())\n"
    (project.root / "hook.py").write_text(hook, encoding="utf-8")
    built = project.configure(hooks=["hook.py"]).build()
    assert built.returncode == 0, built.stdout
    seen = [line for line in built.stdout.splitlines() if line.startswith("SEEN")]
    assert any("'Public', 'words,'" in line for line in seen)
    assert [word for word in ("okapi", "gnu", "kudu", "eland") if word in str(seen).lower()] == []


@pytest.mark.parametrize("priority", [50, 0])
@pytest.mark.parametrize("way", ["files.remove(file)", "file.inclusion = InclusionLevel.EXCLUDED"])
def test_what_another_plugin_leaves_out_is_private(project: Project, way: str, priority: int) -> None:
    project.write("Locked/Okapi.md", "---\ntags: [gnu]\n---\nGnu text. ![[gnu.png]]\n")
    project.write("Locked/gnu.png", "gnu")
    project.write("Open.md", "Public words, [[Okapi|that]] ![[Okapi]] ![[gnu.png]]\n")
    hook = f"""\
        from mkdocs.plugins import event_priority
        from mkdocs.structure.files import InclusionLevel

        @event_priority({priority})
        def on_files(files, config):
            for file in list(files):
                if file.src_uri.startswith("Locked/"):
                    {way}
        """
    (project.root / "hook.py").write_text(dedent(hook), encoding="utf-8")
    built = project.configure(hooks=["hook.py"], site_url="https://milepost.example/").build()
    assert built.returncode == 0, built.stdout
    assert "Public words, that" in project.page("open/index.html")
    files = {**project.files(), **tree_of(project.root / ".cache")}
    assert [name for name, data in files.items() if b"gnu text" in data.lower()] == []
    shown = {name: data for name, data in project.files().items() if not name.startswith("assets/")}
    assert [name for name, data in shown.items() if b"okapi" in data.lower() or b"gnu" in data] == []


# How plugins come to a page that MkDocs would make of a note's own text, by the file of that page.
_RAW_PAGES = {
    "page": "def on_files(files, config):\n    Page(None, files.get_file_from_path('Open.md'), config)\n",
    "file": (
        "def on_files(files, config):\n"
        "    old = files.get_file_from_path('Open.md')\n"
        "    files.remove(old)\n"
        "    files.append(File('Open.md', config.docs_dir, config.site_dir, config.use_directory_urls))\n"
    ),
}


@pytest.mark.parametrize("way", _RAW_PAGES)
def test_no_plugin_makes_a_page_of_a_note_as_it_stands(project: Project, way: str) -> None:
    project.write("Open.md", "Public words. %%kudu%%\n")
    head = "from mkdocs.structure.files import File\nfrom mkdocs.structure.pages import Page\n\n"
    (project.root / "hook.py").write_text(head + _RAW_PAGES[way], encoding="utf-8")
    built = project.configure(hooks=["hook.py"]).build()
    assert built.returncode == 1
    assert "Open.md: " in built.stdout
    assert "take" in built.stdout
    assert "Traceback" not in built.stdout
    assert not project.site.exists() or [data for data in project.files().values() if b"kudu" in data] == []


def test_a_plugin_may_have_the_navigation_made_anew(project: Project) -> None:
    project.write("Open.md", "Public words. %%kudu%%\n")
    hook = """\
        from mkdocs.structure.nav import get_navigation

        def on_nav(nav, config, files):
            for file in files.documentation_pages():
                file.page = None
            config.nav = ["Open.md"]
            return get_navigation(files, config)
        """
    (project.root / "hook.py").write_text(dedent(hook), encoding="utf-8")
    built = project.configure(hooks=["hook.py"]).build("--strict")
    assert built.returncode == 0, built.stdout
    assert "Public words." in project.page("open/index.html")
    assert [name for name, data in project.files().items() if b"kudu" in data] == []


def test_markdown_that_another_plugin_changes_is_told_of(project: Project) -> None:
    project.write("Open.md", "Public words.\n")
    hook = "def on_page_markdown(markdown, **rest):\n    return markdown.replace('Public', 'Other')\n"
    (project.root / "hook.py").write_text(hook, encoding="utf-8")
    built = project.configure(hooks=["hook.py"]).build()
    assert "Open.md: a plugin or hook has changed the Markdown" in built.stdout
    assert "Public words." in project.page("open/index.html")
    (project.root / "hook.py").write_text(hook.replace("Public", "What is not there"), encoding="utf-8")
    assert project.build("--strict").returncode == 0


def test_a_file_of_the_vault_that_another_plugin_lists_is_not_public(project: Project) -> None:
    project.write("Locked/gnu.png", "gnu")
    project.write("Open.md", "Public words.\n")
    hook = """\
        from mkdocs.structure.files import File

        def on_files(files, config):
            files.append(File("Locked/gnu.png", config.docs_dir, config.site_dir, False))
        """
    (project.root / "hook.py").write_text(dedent(hook), encoding="utf-8")
    assert project.configure(hooks=["hook.py"]).build("--strict").returncode == 0
    assert "Locked/gnu.png" not in project.files()


def test_other_plugins_find_each_page_at_its_address(project: Project) -> None:
    project.write("A Folder/Some Note.md", "Words.\n")
    hook = """\
        from mkdocs.plugins import event_priority

        @event_priority(50)
        def on_files(files, config):
            print("SEEN", files.get_file_from_path("A Folder/Some Note.md").url)
        """
    (project.root / "hook.py").write_text(dedent(hook), encoding="utf-8")
    assert "SEEN a-folder/some-note/" in project.configure(hooks=["hook.py"]).build().stdout


def test_other_plugins_find_the_files_that_tell_them_what_to_do(project: Project) -> None:
    project.write("Folder/Note.md", "Words.\n")
    for path in ("Folder/.nav.yml", "Folder/.secret", ".trash/.nav.yml", "Folder/plain.yml"):
        project.write(path, "sort: desc\n")
    hook = (
        "def on_nav(nav, files, **rest):\n    print('SEEN', [each.src_uri for each in files.media_files()])\n"
    )
    (project.root / "hook.py").write_text(hook, encoding="utf-8")
    built = project.configure(hooks=["hook.py"]).build("--strict")
    assert built.returncode == 0, built.stdout
    assert "'Folder/.nav.yml'" in built.stdout
    assert [path for path in (".secret", ".trash", "plain.yml") if path in built.stdout] == []
    assert [path for path in project.files() if path.endswith(".yml")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_that_is_no_utf8_is_named_and_the_rest_is_published(project: Project) -> None:
    Path(os.fsdecode(os.fsencode(project.vault) + b"/caf\xe9.md")).write_text("words")
    project.write("Good.md", "Good words.")
    project.configure(exclude_docs="/Other.md\n")
    built = project.build()
    assert built.returncode == 0
    assert "has a name that is not UTF-8" in built.stdout
    assert "Good words." in project.page("good/index.html")
