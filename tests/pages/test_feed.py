"""The Atom feed of the journal."""

from collections.abc import Iterator
from xml.etree import ElementTree

from milepost.build import render_site
from milepost.model.frozen import replace
from milepost.model.site import Site
from support.outline import outline
from support.vaults import VaultFactory, document_of, note, page_at, write_up

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://x.example/sub/"


def feed_of(site: Site, address: str = "feed.xml") -> ElementTree.Element:
    return ElementTree.fromstring(document_of(site, address).text)


def texts(feed: ElementTree.Element, path: str) -> list[str | None]:
    return [each.text for each in feed.findall("/".join(ATOM + name for name in path.split("/")))]


def links(feed: ElementTree.Element) -> Iterator[str]:
    for link in feed.iter(f"{ATOM}link"):
        yield link.attrib["href"]


def test_a_feed_lists_dated_write_ups_newest_first(vault: VaultFactory) -> None:
    files = {
        "Log/Größe & <b>.md": write_up("2026-03-01", "words"),
        "Old.md": write_up("2026-01-01", description="A & B"),
        "Undated.md": write_up(None),
        "A note.md": "words",
        "Draft.md": write_up("2026-04-01", draft=True),
    }
    feed = feed_of(vault(files, url=URL))
    assert texts(feed, "title") == ["Journal of tests"]
    assert texts(feed, "updated") == ["2026-03-01T00:00:00Z"]
    assert texts(feed, "entry/title") == ["Größe & <b>", "Old"]
    assert texts(feed, "entry/updated") == ["2026-03-01T00:00:00Z", "2026-01-01T00:00:00Z"]
    assert texts(feed, "entry/summary") == ["words", "A & B"]
    assert texts(feed, "entry/id") == [f"{URL}log/gr%C3%B6%C3%9Fe-b/", f"{URL}old/"]


def test_what_xml_cannot_hold_is_left_out(vault: VaultFactory) -> None:
    odd = write_up("2026-01-01", title=r'"bell \a<x>"', description=r'"\0& \uFFFE\U0001F514"')
    site = vault({"Old.md": odd}, url=URL)
    feed = feed_of(replace(site, host=replace(site.host, name="My\x1b journal")))
    assert texts(feed, "title") == texts(feed, "author/name") == ["My journal"]
    assert texts(feed, "entry/title") == ["bell <x>"]
    assert texts(feed, "entry/summary") == ["& \U0001f514"]


def test_its_links_are_whole(vault: VaultFactory) -> None:
    feed = feed_of(vault({"Old.md": write_up("2026-01-01")}, url=URL))
    assert list(links(feed)) == [URL, f"{URL}feed.xml", f"{URL}old/"]


def test_without_a_known_address_there_is_none(vault: VaultFactory) -> None:
    site = vault({"Old.md": write_up("2026-01-01")})
    assert render_site(site)[1] == ()
    assert "feed" not in outline(page_at(site, "journal/").html)


def test_without_a_dated_write_up_there_is_none(vault: VaultFactory) -> None:
    site = vault({"Undated.md": write_up(None)}, url=URL)
    assert "feed.xml" not in [each.path for each in render_site(site)[1]]
    assert "feed" not in outline(page_at(site, "journal/").html)


def test_another_feed_lists_all_notes_by_their_last_change(vault: VaultFactory) -> None:
    files = {
        "New.md": note("The first words.", updated="2026-03-01T10:00:00"),
        "Log.md": write_up("2026-02-01", description="A & B"),
        "Old.md": note("", updated="2025-01-01"),
        "Secret.md": note("x", updated="2026-04-01", draft=True),
    }
    site = vault(files, url=URL)
    feed = feed_of(site, "notes.xml")
    assert texts(feed, "title") == ["Journal of tests: all notes"]
    assert texts(feed, "entry/title") == ["New", "Log", "Old"]
    assert texts(feed, "updated") == ["2026-03-01T10:00:00Z"]
    assert texts(feed, "entry/summary") == ["The first words.", "A & B"]
    assert list(links(feed))[:2] == [f"{URL}recent/", f"{URL}notes.xml"]
    assert '<a href="../notes.xml">Atom feed</a>' in page_at(site, "recent/").html


def test_only_the_newest_fifty_are_in_it(vault: VaultFactory) -> None:
    files = {
        f"{day:02}.{month:02}.md": write_up(f"2026-{month:02}-{day:02}")
        for month in (1, 2, 3)
        for day in range(1, 21)
    }
    titles = texts(feed_of(vault(files, url=URL)), "entry/title")
    assert len(titles) == 50
    assert (titles[0], titles[-1]) == ("20.03", "11.01")
