"""A base that many pages show is worked out once for them; each page has what it would have alone."""

from collections.abc import Iterable, Iterator, Sequence

import pytest

from milepost.bases.files import Files
from milepost.bases.filters import Judged, judge
from milepost.bases.query import Answer, ask
from milepost.model.base_file import Filter
from milepost.model.path import VaultPath
from milepost.pages.reads import Read, Shared, recording
from milepost.pages.sheet import html_of
from milepost.workshop import Workshop
from support.vaults import VaultFactory, note

ALIKE = """\
filters: {and: ['file.hasTag("book")', read]}
views: [{type: table, name: All, order: [file.name, author]}]
"""
BASES = {
    "alike": ALIKE,
    "of this": "filters: file.hasLink(this)\nviews: [{type: list, name: All}]\n",
    "of this at last": (
        "filters: {and: ['file.hasTag(\"book\")', {and: [read, file.hasLink(this.file)]}]}\n"
        "views: [{type: table, name: All, filters: author}]\n"
    ),
    "of this in a view": ALIKE.replace("order:", "filters: 'author == this.author', order:"),
    "of this in a formula": (
        "filters: {and: ['file.hasTag(\"book\")', formula.same]}\nformulas: {same: author == this.author}\n"
        "views: [{type: table, name: All, order: [formula.same, file.links]}]\n"
    ),
    "of this in a column": (
        "formulas: {me: this.file.name}\nviews: [{type: list, name: All, order: [formula.me]}]\n"
    ),
    "of this in the order": "views: [{type: list, name: All, order: [file.name, 'file.hasLink(this)']}]\n",
    "of this in a sort": (
        "views: [{type: list, name: All, sort: [{property: 'file.hasLink(this)', direction: DESC}]}]\n"
    ),
    "of this in a group": (
        "views: [{type: table, name: All, groupBy: {property: 'file.hasLink(this)', direction: ASC}}]\n"
    ),
    "of this in a picture": "views: [{type: cards, name: All, image: 'file.hasLink(this)'}]\n",
    "of this in a summary": (
        "summaries: {mine: this.file.name}\n"
        "views: [{type: table, name: All, order: [author], summaries: {author: mine}}]\n"
    ),
    "in doubt": "filters: {and: [file.hasTag('book'), read.slice(0)]}\nviews: [{type: list, name: All}]\n",
    "in doubt twice": (
        "filters: {and: [read.slice(0), author.round(), file.hasLink(this)]}\n"
        "views: [{type: list, name: All}]\n"
    ),
    "at fault": "filters: 'author =='\nviews: [{type: list, name: All}]\n",
}
NOTES = {
    "One.md": note("[[Two]] and [[A]]", tags="[book]", read=True, author='"[[A]]"'),
    "Two.md": note("[[A]], [[B]]", tags="[book]", read=True, author='"[[B]]"'),
    "Three.md": note("[[B]]", tags="[book]", read=False, author='"[[A]]"'),
    "Four.md": note("Words.", tags="[book]", read='"yes"', author="3"),
    "A.md": note("![[Books.base]]", author='"[[A]]"'),
    "B.md": note("![[Books.base]] ![[Books.base#All]]", author='"[[B]]"'),
    "C.md": "![[Books.base]]",
}


@pytest.mark.parametrize("base", BASES.values(), ids=BASES)
def test_each_page_has_and_asks_for_what_it_would_alone(vault: VaultFactory, base: str) -> None:
    site = vault({**NOTES, "Books.base": base})
    shown, (view,) = site.bases[VaultPath("Books.base")], site.bases[VaultPath("Books.base")].views
    shared: Shared = {}
    for path in map(VaultPath, ("A.md", "B.md", "C.md", "A.md")):
        answers: list[Answer] = []
        asked: list[dict[Read, None]] = []
        for known in (shared, None):
            reads: dict[Read, None] = {}
            answers.append(ask(Files(recording(site, reads, known)), shown, view, path))
            asked.append(reads)
        assert repr(answers[0]) == repr(answers[1])
        assert asked[0] == asked[1]
        assert answers[0].fault or answers[0].groups


def test_it_is_worked_out_once(vault: VaultFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = [0]

    def counted(rows: Iterable[Judged], conditions: Sequence[Filter]) -> Iterator[Judged]:
        judged[0] += 1
        return judge(rows, conditions)

    monkeypatch.setattr("milepost.bases.query.judge", counted)
    counts: list[int] = []
    for pages in (5, 50):
        judged[0] = 0
        site = vault({f"{at}.md": "![[Books.base]]" for at in range(pages)} | {"Books.base": ALIKE})
        Workshop().edition(site)
        counts.append(judged[0])
    assert counts[0] == counts[1]


def test_what_a_base_asks_for_makes_each_page_anew_that_shows_it(vault: VaultFactory) -> None:
    workshop = Workshop()
    workshop.edition(vault({**NOTES, "Books.base": ALIKE}))
    site = vault({**NOTES, "Books.base": ALIKE, "Three.md": NOTES["Three.md"].replace("false", "true")})
    edition, fresh = workshop.edition(site), Workshop().edition(site)
    assert {"a/", "b/", "c/", "books.base/"} <= edition.renewed
    assert list(map(html_of, edition.sheets.values())) == list(map(html_of, fresh.sheets.values()))
