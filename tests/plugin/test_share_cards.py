"""The pictures that stand for pages where their addresses are shared."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType]
from PIL import Image

from milepost.errors import SettingsError
from milepost.plugin.share_cards import accent_of, has_cards
from milepost.settings import Settings
from support.editions import LiveSite
from support.project import Project

URL = "https://milepost.example/sub/"


def cards(project: Project) -> dict[str, bytes]:
    return {name: data for name, data in project.files().items() if name.startswith("assets/cards/")}


@pytest.fixture
def journal(project: Project) -> Project:
    project.configure(site_url=URL)
    project.write("index.md", "# Welcome\n")
    project.write("One.md", "---\ntype: phase\norder: 1\n---\n")
    project.write("Softmax.md", '---\ntype: item\nstatus: done\nphase: "[[One]]"\n---\n')
    project.write("On softmax.md", '---\ntype: writeup\ntitle: On "softmax"\ndate: 2026-11-22\n---\nWords.\n')
    project.write("Pictured.md", "---\ntype: writeup\ndate: 2026-11-23\ncover: a.png\n---\nWords.\n")
    project.write("a.png", "x")
    return project


def built(project: Project, *arguments: str) -> str:
    result = project.build(*arguments)
    assert result.returncode == 0, result.stdout
    return result.stdout


def test_home_phases_and_write_ups_have_a_card_and_say_so(journal: Project) -> None:
    built(journal, "--strict")
    assert sorted(cards(journal)) == [
        "assets/cards/index.png",
        "assets/cards/on-softmax/index.png",
        "assets/cards/one/index.png",
        "assets/cards/roadmap/index.png",
    ]
    said = journal.meta("on-softmax/index.html")
    assert said["og:image"] == f"{URL}assets/cards/on-softmax/index.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"] == 'Test: On "softmax". 22 November 2026'
    assert said["twitter:card"] == "summary_large_image"
    assert journal.meta("one/index.html")["og:image:alt"].endswith("1 done, 0 partial, 0 to do of 1")
    assert journal.meta("index.html")["og:image"] == f"{URL}assets/cards/index.png"
    picture = Image.open(BytesIO(cards(journal)["assets/cards/one/index.png"]))
    assert picture.size == (1200, 630)


def test_the_authors_own_picture_comes_first(journal: Project) -> None:
    built(journal, "--strict")
    said = journal.meta("pictured/index.html")
    assert said["og:image"] == f"{URL}a.png"
    assert said["twitter:card"] == "summary_large_image"
    assert "og:image:width" not in said


def test_other_pages_have_none(journal: Project) -> None:
    built(journal, "--strict")
    assert not {"og:image", "og:image:alt", "twitter:card"} & journal.meta("softmax/index.html").keys()


def test_many_write_ups_of_one_mould_have_each_its_own(journal: Project) -> None:
    for number in range(6):
        journal.write(f"More {number}.md", f"---\ntype: writeup\ndate: 2026-10-0{number + 1}\n---\nWords.\n")
    built(journal, "--strict")
    for number in range(6):
        said = journal.meta(f"more-{number}/index.html")
        assert said["og:image"] == f"{URL}assets/cards/more-{number}/index.png"
        assert said["og:image:alt"] == f"Test: More {number}. {number + 1} October 2026"
    assert len(set(cards(journal).values())) == len(cards(journal)) == 10


def test_a_second_build_writes_none_again_and_a_change_only_its_own(journal: Project) -> None:
    def written() -> dict[str, int]:
        return {name: (journal.site / name).stat().st_ino for name in cards(journal)}

    built(journal)
    first = written()
    built(journal)
    assert written() == first
    journal.write("On softmax.md", "---\ntype: writeup\ntitle: Anew\ndate: 2026-11-22\n---\nWords.\n")
    built(journal)
    changed = {name for name, file in written().items() if file != first[name]}
    assert changed == {"assets/cards/on-softmax/index.png"}


def test_what_was_painted_is_kept_for_a_site_that_is_made_elsewhere(journal: Project) -> None:
    built(journal)
    painted = cards(journal)
    for name in painted:
        (journal.site / name).unlink()
    # Nobody can paint any more, and nobody needs to.
    (journal.root / "sitecustomize.py").write_text(
        "import milepost.io.share_card as card\n"
        "def paint(sketch, accent): raise SystemExit('painted again')\n"
        "card.paint = paint\n"
    )
    result = journal.build(PYTHONPATH=str(journal.root))
    assert result.returncode == 0, result.stdout
    assert cards(journal) == painted
    shutil.rmtree(journal.root / ".cache")
    assert "painted again" in journal.build(PYTHONPATH=str(journal.root)).stdout


def test_the_card_of_a_page_that_has_gone_goes_too(journal: Project) -> None:
    built(journal)
    (journal.vault / "On softmax.md").unlink()
    built(journal)
    assert "assets/cards/one/index.png" in cards(journal)
    assert "assets/cards/on-softmax/index.png" not in cards(journal)


def test_without_an_address_of_the_site_there_is_none(journal: Project) -> None:
    journal.configure()
    built(journal, "--strict")
    assert cards(journal) == {}
    assert "og:image" not in journal.meta("one/index.html")
    journal.configure({"cards": True})
    assert "`cards` needs `site_url`" in built(journal)


def test_they_may_be_switched_off(journal: Project) -> None:
    built(journal)
    journal.configure({"cards": False}, site_url=URL)
    built(journal, "--strict")
    assert cards(journal) == {}
    assert not {"og:image", "twitter:card"} & journal.meta("one/index.html").keys()


def test_a_note_in_their_folder_moves_aside(journal: Project) -> None:
    journal.write("assets/cards/on-softmax/index.md", "Words of a note.\n")
    built(journal)
    assert journal.meta("on-softmax/index.html")["og:image"] == f"{URL}assets/cards/on-softmax/index.png"
    assert "Words of a note" in journal.page("assets/cards-2/on-softmax/index.html")


def test_without_pillow_they_are_left_out_unless_they_are_asked_for(
    journal: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = load_config(str(journal.root / "mkdocs.yml"))
    assert has_cards(Settings(), config, "build")
    monkeypatch.setattr("milepost.plugin.share_cards.can_paint", lambda: False)
    assert not has_cards(Settings(), config, "build")
    with pytest.raises(
        SettingsError, match=r"'cards': .*Pillow is not installed; pip install 'milepost\[cards\]'"
    ):
        has_cards(Settings(cards=True), config, "build")


def test_without_pillow_asking_for_them_is_a_mistake_in_one_line(journal: Project) -> None:
    (journal.root / "sitecustomize.py").write_text("import sys\nsys.modules['PIL'] = None\n")
    journal.configure({"cards": True}, site_url=URL)
    result = journal.build(PYTHONPATH=str(journal.root))
    assert result.returncode == 1
    (error,) = [line for line in result.stdout.splitlines() if line.startswith("ERROR")]
    assert "option 'cards': is true, and Pillow is not installed; pip install 'milepost[cards]'" in error
    assert "Traceback" not in result.stdout


def test_where_other_plugins_have_to_do_with_pages_they_say_the_same(journal: Project) -> None:
    built(journal)
    alone = journal.meta("on-softmax/index.html")
    (journal.root / "hook.py").write_text("def on_page_content(html, **_):\n    return html\n")
    journal.configure(site_url=URL, hooks=["hook.py"])
    built(journal)
    assert journal.meta("on-softmax/index.html") == alone
    assert "og:image:alt" in alone


def test_a_preview_has_none(journal: Project) -> None:
    config = load_config(str(journal.root / "mkdocs.yml"))
    assert not has_cards(Settings(cards=True), config, "serve")


def test_a_title_that_the_font_cannot_write_has_none_and_is_told(journal: Project) -> None:
    journal.write("水.md", "---\ntype: writeup\ndate: 2026-11-22\n---\nWords.\n")
    journal.write("Tea 🍵.md", "---\ntype: writeup\ndate: 2026-11-22\n---\nWords.\n")
    told = built(journal, "--strict")
    assert "no share card, for its font lacks letters of the title or of `site_name`: 水.md (水)" in told
    assert "left out of the share card, for its font lacks them: Tea 🍵.md (🍵)" in told
    assert "og:image" not in journal.meta("水/index.html")
    assert "og:image" in journal.meta("tea/index.html")


@pytest.mark.parametrize(
    ("palette", "colour"),
    [
        ({"primary": "indigo"}, "#4051b5"),
        ({"primary": "deep-purple"}, "#7e56c2"),
        ([{"scheme": "default", "primary": "black", "accent": "indigo"}, {"primary": "red"}], "#4051b5"),
        ({"primary": "custom"}, "#1a7f5a"),
        ("indigo", "#1a7f5a"),
        (None, "#1a7f5a"),
    ],
)
def test_the_accent_is_the_themes(project: Project, palette: object, colour: str) -> None:
    config = load_config(str(project.root / "mkdocs.yml"))
    config.theme["palette"] = palette
    assert accent_of(config) == colour


def test_a_light_accent_is_darkened_until_words_in_it_can_be_read(project: Project) -> None:
    config = load_config(str(project.root / "mkdocs.yml"))
    config.theme["palette"] = {"primary": "yellow"}
    red, green, blue = bytes.fromhex(accent_of(config)[1:])
    assert 0 < red < 160
    assert 0 < green < 140
    assert blue < 40


def test_what_a_card_said_is_in_no_cache_when_its_note_is_gone(journal: Project, tmp_path: Path) -> None:
    built(journal)
    kept = journal.root / ".cache/milepost/cards.pickle"
    assert b"softmax" in kept.read_bytes()
    live = LiveSite(journal, tmp_path / "preview")
    live.close()
    assert kept.is_file()  # a preview has none, and leaves a build its own
    (journal.vault / "On softmax.md").unlink()
    live.follow()
    live.close()
    assert not kept.exists() or b"softmax" not in kept.read_bytes()
