"""A link's words to the place they mean, rule by rule."""

import posixpath
from collections.abc import Mapping

import pytest

from milepost.links.index import build_index
from milepost.links.resolve import resolve
from milepost.model.link import Ambiguous, Found, Hidden, LinkIndex, Missing, Resolution
from milepost.model.path import VaultPath, vault_path
from milepost.ofm.markdown_link import vault_target
from milepost.ofm.target import parse_target
from support.notes import parse


def index_of(
    *paths: str, texts: dict[str, str] | None = None, private: Mapping[str, str] | None = None
) -> LinkIndex:
    """An index of notes and attachments; those in `texts` and `private` have words, the others are empty."""
    texts = {**{path: "" for path in paths if path.endswith(".md")}, **(texts or {})}
    attachments = [vault_path(path) for path in paths if not path.endswith(".md")]
    return build_index(parse(texts), attachments, parse(private or {}))


def shown(resolution: Resolution) -> str:
    """The answer in a line: `Found` as path#anchor, `Ambiguous` with the others behind it."""
    match resolution:
        case Found() | Ambiguous():
            path = resolution.path if isinstance(resolution, Found) else resolution.chosen
            others = "" if isinstance(resolution, Found) else f" or {', '.join(resolution.fitting[1:])}"
            anchor = f"#{resolution.anchor}" if resolution.anchor else ""
            lacks = f" lacks {resolution.lacks}" if resolution.lacks else ""
            return f"{path}{anchor}{lacks}{others}"
        case Hidden():
            return "hidden"
        case Missing():
            return "missing"


def goal(index: LinkIndex, target: str, origin: str = "Home.md") -> str:
    return shown(resolve(index, VaultPath(origin), parse_target(target)))


VAULT = index_of(
    "Home.md",
    "Softmax.md",
    "v1.2 notes.md",
    "007.jpg.md",
    "photo.jpg",
    "Report.pdf",
    "Report.pdf.md",
    "Board.canvas",
    "Café.md",
    "Straße.md",
    "Phase 1/Attention.md",
    "Phase 1/Deep/Leaf.md",
    "Phase 2/Attention.md",
    "Phase 2/Sub/Leaf.md",
    "Phase 2/Longer path/Sub/Leaf.md",
    "Root.md",
    "Phase 1/Root.md",
    "pics/photo.png",
)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Softmax", "Softmax.md"),
        (" Softmax ", "Softmax.md"),
        ("softMAX", "Softmax.md"),
        ("Softmax.md", "Softmax.md"),
        ("softmax.MD", "Softmax.md"),
        ("Softmax.txt", "missing"),
        ("Soft", "missing"),
        ("STRASSE", "Straße.md"),
    ],
)
def test_a_name_is_compared_without_regard_to_case_and_ending(target: str, expected: str) -> None:
    assert goal(VAULT, target) == expected


@pytest.mark.parametrize("written", ["v1.2\N{NO-BREAK SPACE}notes", "phase\N{NO-BREAK SPACE}1/root"])
def test_a_hard_space_is_a_space(written: str) -> None:
    assert goal(VAULT, written) == goal(VAULT, written.replace("\N{NO-BREAK SPACE}", " ")) != "missing"


def test_a_hard_space_in_the_name_of_a_file_is_a_space() -> None:
    assert goal(index_of("KV\N{NO-BREAK SPACE}cache.md"), "KV cache") == "KV\N{NO-BREAK SPACE}cache.md"


def test_an_accent_may_be_composed_or_not() -> None:
    assert goal(VAULT, "Cafe\u0301") == "Café.md"
    assert goal(index_of("Café.md"), "CAFÉ") == "Café.md"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("v1.2 notes", "v1.2 notes.md"),
        ("photo.jpg", "photo.jpg"),
        ("007.jpg", "007.jpg.md"),
        ("Report.pdf", "Report.pdf"),  # the file, not the note of that name plus .md
        ("Report.pdf.md", "Report.pdf.md"),
        ("Report", "missing"),  # only .md may be left out
        ("Board", "missing"),
        ("Board.canvas", "Board.canvas"),
        ("photo.png", "pics/photo.png"),
        ("photo", "missing"),
    ],
)
def test_a_dot_is_part_of_the_name(target: str, expected: str) -> None:
    assert goal(VAULT, target) == expected


@pytest.mark.parametrize(
    ("target", "origin", "expected"),
    [
        ("./Attention", "Phase 1/Deep/Leaf.md", "missing"),
        ("../Attention", "Phase 1/Deep/Leaf.md", "Phase 1/Attention.md"),
        ("../../Phase 2/Attention.md", "Phase 1/Deep/Leaf.md", "Phase 2/Attention.md"),
        ("./Attention", "Phase 2/Sub/Leaf.md", "missing"),
        ("./Sub/Leaf", "Phase 2/Attention.md", "Phase 2/Sub/Leaf.md"),
        ("../../../../Home", "Phase 1/Deep/Leaf.md", "Home.md"),  # nothing lies above the vault
        ("../../../Phase 2/Attention", "Phase 1/Deep/Leaf.md", "Phase 2/Attention.md"),
        ("../../../Attention", "Phase 1/Deep/Leaf.md", "missing"),
        ("./Softmax", "Home.md", "Softmax.md"),
    ],
)
def test_dots_first_mean_the_notes_own_folder(target: str, origin: str, expected: str) -> None:
    assert goal(VAULT, target, origin) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/Root", "Root.md"),
        ("/Phase 1/Root", "Phase 1/Root.md"),
        ("/Sub/Leaf", "missing"),
        ("/Attention", "missing"),
    ],
)
def test_a_slash_first_means_the_whole_path(target: str, expected: str) -> None:
    assert goal(VAULT, target, "Phase 1/Attention.md") == expected


def test_the_full_path_wins_over_a_note_of_the_same_folder() -> None:
    assert goal(VAULT, "Root", "Phase 1/Attention.md") == "Root.md"


@pytest.mark.parametrize(
    ("target", "origin", "expected"),
    [
        ("Phase 2/Attention", "Phase 1/Root.md", "Phase 2/Attention.md"),
        ("phase 2/attention.md", "Phase 1/Root.md", "Phase 2/Attention.md"),
        ("Sub/Leaf", "Home.md", "Phase 2/Sub/Leaf.md"),
        ("Sub/Leaf", "Phase 2/Longer path/x.md", "Phase 2/Longer path/Sub/Leaf.md"),
        ("ub/Leaf", "Home.md", "missing"),  # a folder's name is not cut
        ("Nowhere/Softmax", "Home.md", "missing"),
    ],
)
def test_a_folder_before_the_name_must_end_the_path(target: str, origin: str, expected: str) -> None:
    assert goal(VAULT, target, origin) == expected


def test_the_notes_own_folder_comes_first() -> None:
    assert goal(VAULT, "Attention", "Phase 2/Sub/Leaf.md") != "Phase 2/Attention.md"
    assert goal(VAULT, "Attention", "Phase 2/Other.md") == "Phase 2/Attention.md"


def test_a_folder_below_the_notes_own_counts_as_its_own() -> None:
    index = index_of("a/Leaf.md", "Phase 1/Deep/Leaf.md")
    assert goal(index, "Leaf", "Phase 1/Root.md") == "Phase 1/Deep/Leaf.md"


def test_the_shortest_path_wins_elsewhere() -> None:
    index = index_of("Long folder/Leaf.md", "b/Leaf.md")
    assert goal(index, "Leaf") == "b/Leaf.md"
    assert goal(index_of("a/Leaf.md", "b/Longer path/Leaf.md"), "Leaf") == "a/Leaf.md"


def test_paths_as_short_are_ambiguous_and_the_first_is_chosen() -> None:
    index = index_of("b/Leaf.md", "a/Leaf.md", "c/Leaf.md")
    assert goal(index, "Leaf") == "a/Leaf.md or b/Leaf.md, c/Leaf.md"
    assert goal(index, "b/Leaf") == "b/Leaf.md"
    assert goal(index_of("b/leaf.png", "a/leaf.png"), "leaf.png") == "a/leaf.png or b/leaf.png"


ALIASES = index_of(
    texts={
        "Softmax.md": "---\naliases: [Normalised exponential, Attention]\n---\n# Why\n",
        "Attention.md": "",
        "Other.md": "---\naliases: [Shared]\n---\n",
        "Third.md": "---\naliases: [shared]\n---\n",
    }
)


def test_an_alias_is_resolved_as_a_courtesy() -> None:
    assert goal(ALIASES, "normalised EXPONENTIAL#Why") == "Softmax.md#why"


def test_a_file_beats_every_alias() -> None:
    assert goal(ALIASES, "attention") == "Attention.md"


def test_an_alias_written_twice_is_one() -> None:
    index = index_of(texts={"Softmax.md": "---\naliases: [SM, sm]\n---\n"})
    assert goal(index, "sm") == "Softmax.md"


def test_a_file_elsewhere_keeps_the_ending_from_being_added() -> None:
    index = index_of("b/x", "a/x.md")
    assert goal(index, "a/x") == "missing"
    assert goal(index, "a/x.md") == "a/x.md"


def test_an_alias_of_two_notes_is_ambiguous() -> None:
    assert goal(ALIASES, "Shared") == "Other.md or Third.md"


PLACES = index_of(
    "pic.png",
    texts={
        "Note.md": (
            "# Why wait? (part 2): tides\n\n## Details\n\n# The **loud** `x`\n\n## Details\n\n"
            "### Deeper\n\n# Don't—ever_stop\n\n# [[Other|A link]] in it\n\n"
            "Said[^n].\n\n[^n]: so\n\n"
            "A claim. ^claim-1\n\n- item ^Item\n\n| a |\n| - |\n\n^table\n\n# Last\n\n# Last\n"
        ),
        "Other.md": "",
    },
)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("#Why wait? (part 2): tides", "#why-wait-part-2-tides"),
        ("#Why wait part 2 tides", "#why-wait-part-2-tides"),
        ("#why WAIT (part 2) tides", "#why-wait-part-2-tides"),
        ("#The loud x", "#the-loud-x"),
        ("#The **loud** `x`", "#the-loud-x"),
        ("#Don't—ever_stop", "#don-t-ever_stop"),
        ("#Dont ever stop", " lacks Dont ever stop"),
        ("#A link in it", "#a-link-in-it"),
        ("#Details", "#details"),
        ("#The loud x#Details", "#details-1"),
        ("#The loud x#Deeper", "#deeper"),
        ("#Why wait part 2 tides#Deeper", "#deeper"),  # a level below, though in the section of another
        ("#Details#Deeper", "#deeper"),
        ("#Deeper#Details", " lacks Deeper#Details"),
        ("#Why wait part 2 tides#The loud x", " lacks Why wait part 2 tides#The loud x"),
        ("#Last", "#last"),
        ("#Nowhere", " lacks Nowhere"),
        ("#", ""),
        ("#^claim-1", "#^claim-1"),
        ("#^CLAIM-1", "#^claim-1"),
        ("#^item", "#^Item"),
        ("#^table", "#^table"),
        ("#Details#^claim-1", "#^claim-1"),
        ("#^nowhere", " lacks ^nowhere"),
        ("#[^n]", "#fn:1"),
        ("#[^N]", "#fn:1"),
        ("#[^m]", " lacks [^m]"),
    ],
)
def test_a_place_in_a_note(place: str, expected: str) -> None:
    assert goal(PLACES, f"Note{place}") == f"Note.md{expected}"
    assert goal(PLACES, place or "Note", "Note.md") == f"Note.md{expected}"


SOURCES = index_of(
    "p.png",
    texts={
        "H.md": (
            "## See [[X|the other]] now\n\n## Press <kbd>Ctrl</kbd>\n\n## _em_ x\n\n"
            "## [md](http://x.org) y\n\n## a <br> b\n\n## &amp; z\n\n## ![[p.png]] pic\n\n"
            "### Deeper\n\n## it&#39;s\n\n## em x\n"
        )
    },
)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("See X the other now", "see-the-other-now"),
        ("See the other now", "see-the-other-now"),
        ("Press <kbd>Ctrl</kbd>", "press-ctrl"),
        ("Press Ctrl", "press-ctrl"),
        ("_em_ x", "em-x"),
        ("em x", "em-x"),  # of what shows alike the first, as of what is written alike
        ("[md](http //x.org) y", "md-y"),
        ("md y", "md-y"),
        ("a <br> b", "a-b"),
        ("&amp; z", "z"),
        ("!p.png pic", "pic"),
        ("!p.png pic#Deeper", "deeper"),
        ("it& 39;s", "it-s"),
        ("See X now", None),
    ],
)
def test_a_heading_is_found_by_what_shows_and_by_what_the_app_writes(
    heading: str, expected: str | None
) -> None:
    place = f"#{expected}" if expected else f" lacks {heading}"
    assert goal(SOURCES, f"H#{heading}") == f"H.md{place}"


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("why-wait-part-2-tides", "why-wait-part-2-tides"),
        ("the-loud-x", "the-loud-x"),
        ("dontever_stop", "don-t-ever_stop"),  # GitHub's, which drops what is no word
        ("details", "details"),
        ("details-1", "details-1"),  # GitHub's second of a name, and ours
        ("details_1", "details-1"),  # Python-Markdown's
        ("last-1", "last-1"),
        ("a--link-in-it", "a-link-in-it"),
        ("-last", "last"),
        ("last-2", None),
        ("nowhere-at-all", None),
        ("Why-Wait-part-2-tides", "why-wait-part-2-tides"),  # Typora's
        ("Details_1", "details-1"),
        ("-", None),
    ],
)
def test_a_heading_may_be_named_by_its_slug(slug: str, expected: str | None) -> None:
    place = f"#{expected}" if expected else f" lacks {slug}"
    assert goal(PLACES, f"Note#{slug}") == f"Note.md{place}"


def test_obsidians_own_comparison_beats_a_slug() -> None:
    index = index_of(texts={"Note.md": "# A-1\n\n# a\n\n# a\n"})
    assert goal(index, "Note#a-1") == "Note.md#a-1"
    assert goal(index, "Note#a") == "Note.md#a"


def test_of_blocks_with_one_id_the_first_is_meant() -> None:
    index = index_of(texts={"Note.md": "One. ^Id\n\nTwo. ^id\n"})
    assert goal(index, "Note#^id") == "Note.md#^Id"


def test_nothing_but_a_place_is_the_note_itself() -> None:
    assert goal(PLACES, "", "Note.md") == "Note.md"


def test_a_place_in_an_attachment_is_no_problem() -> None:
    assert goal(PLACES, "pic.png#outline") == "pic.png"


def test_a_place_in_a_document_is_passed_on_to_its_viewer() -> None:
    assert goal(VAULT, "Report.pdf#page=3#height=400") == "Report.pdf#page=3&height=400"


PRIVATE = index_of(
    "Open/Plan.md",
    "Secret.png",
    texts={"Open/Note.md": ""},
    private={"Hidden/Secret.md": "---\naliases: [Other name, Old place/Name]\n---\n", "Hidden/Plan.md": ""},
)


@pytest.mark.parametrize(
    "target",
    [
        "Secret",
        "secret.MD",
        "Hidden/Secret",
        "/Hidden/Secret.md",
        "Secret#^x",
        "Elsewhere/Secret",
        "Other name",
        "Old place/Name",
    ],
)
def test_a_private_note_is_hidden(target: str) -> None:
    assert goal(PRIVATE, target) == "hidden"


def test_a_public_note_wins_over_a_private_one_of_its_name() -> None:
    assert goal(PRIVATE, "Plan") == "Open/Plan.md"
    assert goal(PRIVATE, "Hidden/Plan") == "hidden"


def test_an_attachment_is_found_beside_a_private_note() -> None:
    assert goal(PRIVATE, "Secret.png") == "Secret.png"


@pytest.mark.parametrize("folder", ["", "Files", "Notes", "Notes/files"])  # attachmentFolderPath, each kind
@pytest.mark.parametrize("link_format", ["shortest", "relative", "absolute"])  # newLinkFormat
def test_an_attachment_is_found_however_the_app_writes_its_link(folder: str, link_format: str) -> None:
    path = f"{folder}/pic one.png".lstrip("/")
    written = {
        "shortest": "pic one.png",
        "relative": posixpath.relpath(path, "Notes"),
        "absolute": path,
    }[link_format]
    index = index_of("Notes/Note.md", path)
    assert goal(index, written, "Notes/Note.md") == path
    as_markdown = vault_target(written.replace(" ", "%20"))
    assert shown(resolve(index, VaultPath("Notes/Note.md"), as_markdown)) == path


NAMESAKES = index_of("F/a.md", "F/b.md", "F/p.png", "F/G/c.md", "b.md", "c.md", "p.png", "d", "F/d.md")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("b.md", "F/b.md"),
        ("b", "F/b.md"),
        ("p.png", "F/p.png"),
        ("G/c.md", "F/G/c.md"),
        ("d", "F/d.md"),
        ("../b.md", "b.md"),
        ("G/../b.md", "F/b.md"),
        ("/b.md", "b.md"),
        ("c.md", "c.md"),  # nothing of that name beside the note: as a wikilink
        ("F/b.md", "F/b.md"),
    ],
)
def test_a_markdown_link_leads_from_the_notes_own_folder_first(address: str, expected: str) -> None:
    assert shown(resolve(NAMESAKES, VaultPath("F/a.md"), vault_target(address))) == expected


def test_a_wikilink_to_a_namesake_at_the_root_leads_there() -> None:
    assert [goal(NAMESAKES, name, "F/a.md") for name in ("b", "b.md", "p.png")] == ["b.md", "b.md", "p.png"]
