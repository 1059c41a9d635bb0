"""The vault's folders: what each holds, and which note stands for it."""

import pytest

from support.outline import outline
from support.vaults import VaultFactory, canvas, note, page_at, page_of, phase, problems_of


def test_a_folder_holds_its_notes_and_folders_in_the_order_of_their_titles(vault: VaultFactory) -> None:
    site = vault({"A/10.md": "", "A/9.md": "", "A/b.md": note(title="1"), "A/Z/x.md": "", "A/y/x.md": ""})
    assert site.folders["A"].notes == ("A/b.md", "A/9.md", "A/10.md")
    assert site.folders["A"].folders == ("A/y", "A/Z")
    assert site.folders["A"].count == site.folders[""].count == 5


def test_signs_come_first_and_accents_do_not_count(vault: VaultFactory) -> None:
    site = vault({f"A/{name}.md": "" for name in ("Zoo", "Éclair", "1 Plan", "_Inbox", "Note")})
    assert site.folders["A"].notes == ("A/_Inbox.md", "A/1 Plan.md", "A/Éclair.md", "A/Note.md", "A/Zoo.md")


def test_a_folder_without_notes_counts_files(vault: VaultFactory) -> None:
    site = vault({"A/x.canvas": canvas(text=""), "B/x.canvas": canvas(text=""), "B/C/x.md": ""})
    assert {path: (each.count, each.noun) for path, each in site.folders.items()} == {
        "": (3, "note"),
        "A": (1, "file"),
        "B": (2, "note"),
        "B/C": (1, "note"),
    }
    lists = outline(page_at(site, "").html)
    assert "[A](a/) 1 file\n" in lists
    assert "[B](b/) 2 notes\n" in lists


def test_only_folders_with_public_notes_are_there(vault: VaultFactory) -> None:
    files = {"A/B/x.md": "", "Secret/x.md": note(publish="false"), "Pictures/x.svg": "<svg/>"}
    assert list(vault(files).folders) == ["", "A", "A/B"]


def test_a_note_of_a_folders_name_stands_for_it_in_it_or_beside_it(vault: VaultFactory) -> None:
    site = vault({"A/A.md": "", "A/x.md": "", "B.md": note(title="Bees"), "B/x.md": "", "B/B/y.md": ""})
    assert (site.folders["A"].note, site.folders["B"].note, site.folders["B/B"].note) == (
        "A/A.md",
        "B.md",
        None,
    )
    assert site.folders["B"].title == "Bees"
    assert site.folders[""].notes == ()


def test_index_stands_for_a_folder_before_any_other(vault: VaultFactory) -> None:
    files = {"A/A.md": "", "A/README.md": "", "A/index.md": "", "A.md": ""}
    assert vault(files).folders["A"].note == "A/index.md"


def test_the_only_phase_in_a_folder_stands_for_it(vault: VaultFactory) -> None:
    site = vault({"One/Start.md": phase(1), "Two/a.md": phase(2), "Two/b.md": phase(3)})
    assert (site.folders["One"].note, site.folders["Two"].note) == ("One/Start.md", None)


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("[[A/]]", "../"),
        ("[x](../A/B/)", "../b/"),
        ("[x](B/)", "../b/"),
        ("[x](/C/)", "../../c/d/"),  # the address of the note that stands for it
        ("[[C/|x]]", "../../c/d/"),
        ("[x](../)", "../../"),
        ("[x](b/)", "../b/"),  # as a note's name is found
        ("[[a/b/]]", "../b/"),
    ],
)
def test_a_link_to_a_folder_leads_to_its_page(vault: VaultFactory, link: str, href: str) -> None:
    files = {"A/Note.md": link, "A/B/x.md": "", "C/d.md": phase(1), "C/e.md": ""}
    site = vault(files)
    assert f'href="{href}"' in page_of(site, "A/Note.md").html
    assert not any("leads nowhere" in each for each in problems_of(site))


@pytest.mark.parametrize("link", ["[[A]]", "![[A/]]", "[x](A)", "[[Secret/]]", "[[secret/]]", "[[two/]]"])
def test_what_is_no_link_to_a_public_folder_leads_nowhere(vault: VaultFactory, link: str) -> None:
    files = {"Note.md": link, "A/x.md": "", "Two/x.md": "", "TWO/x.md": ""}
    site = vault({**files, "Secret/x.md": note(publish="false")})
    assert "href" not in page_of(site, "Note.md").html
    assert any("leads nowhere" in each for each in problems_of(site))
