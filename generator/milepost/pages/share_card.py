"""What the card says that stands for a page where its address is shared."""

from milepost.model.note import Note
from milepost.model.path import PagePath, page_file
from milepost.model.share_card import SHARE_CARDS, ShareCard
from milepost.model.site import Site
from milepost.render.bar import counts_text
from milepost.render.day import day_text
from milepost.roadmap.collect import items_named

__all__ = ["card_address", "card_of", "card_text", "roadmap_card"]


def card_address(page: PagePath) -> PagePath:
    """Where the card of a page stands.

    >>> card_address(PagePath("journal/first/")), card_address(PagePath(""))
    ('assets/cards/journal/first/index.png', 'assets/cards/index.png')
    """
    return PagePath(f"{SHARE_CARDS}{page_file(page).removesuffix('.html')}.png")


def card_of(site: Site, note: Note) -> ShareCard | None:
    """The card of a note's page: those of the home page, the roadmap, phases and write-ups have one.

    Nothing is asked of the site that the page does not show: it would be made again for the card's sake.
    """
    match note.properties.type:
        case "roadmap":
            return roadmap_card(site, note.title)
        case "phase":
            return _phase_card(site, note)
        case "writeup":
            return _write_up_card(site, note)
        case _:
            is_home = site.addresses[note.path] == site.host.home
            return roadmap_card(site, note.title) if is_home else None


def roadmap_card(site: Site, title: str) -> ShareCard:
    """The card of a page that shows how far everything is."""
    progress = site.roadmap.progress
    return ShareCard(site.host.name, title, progress=progress if progress.total else None)


def card_text(card: ShareCard) -> str:
    """What the card shows, for who cannot see it.

    >>> card_text(ShareCard("Journal", "Softmax", below=("1 May 2026", "#attention")))
    'Journal: Softmax. 1 May 2026, #attention'
    """
    named = card.title if card.title == card.site else f"{card.site}: {card.title}"
    facts = [card.above, ", ".join(card.below)]
    if card.progress is not None:
        facts.append(f"{card.progress.percent} %: {counts_text(card.progress)}")
    return ". ".join((named, *filter(None, facts)))


def _phase_card(site: Site, note: Note) -> ShareCard | None:
    roadmap = site.roadmap
    phase = next((each for each in roadmap.phases if each.path == note.path), None)
    if phase is None:
        return None
    above = f"Phase {phase.number} of {roadmap.phase_count}"
    progress = phase.progress if phase.progress.total else None
    return ShareCard(site.host.name, note.title, above, progress=progress)


def _write_up_card(site: Site, note: Note) -> ShareCard:
    """Its day and its tags; without tags, the items that it is about."""
    day, tags = note.properties.date, tuple(f"#{tag}" for tag in note.tags)
    facts = tags or tuple(dict.fromkeys(each.title for each in items_named(note, site.notes, site.index)))
    return ShareCard(site.host.name, note.title, below=(*((day_text(day),) if day else ()), *facts))
