"""A link finds what Obsidian finds; a renamed note is the same note; words beside a link stay as they are."""

import re
from collections.abc import Sequence
from html import escape, unescape
from posixpath import join, normpath

from hypothesis import example, given, settings
from hypothesis import strategies as st

from milepost.links.graph import backlinks
from milepost.links.index import build_index
from milepost.links.resolve import Resolver, is_fine, place_of, resolve
from milepost.model.link import Ambiguous, Found, Target
from milepost.model.path import PagePath, VaultPath, vault_path
from milepost.model.site import Site
from milepost.ofm.env import in_markdown_it
from milepost.ofm.parser import create_parser
from milepost.render.note import render_note
from support.fake_vault import fake_env
from support.notes import parse
from support.reference_resolver import obsidian_resolves
from support.sites import site_of

FOLDERS = st.sampled_from(("", "a/", "A/", "b/", "a/b/", "b/a/", "a/b/c/", "Straße/"))
NAMES = st.sampled_from(("x", "X", "y", "x.md", "x.png", "y.png", "v1.2", "Café", "Cafe\u0301", "STRASSE"))
PATHS = st.builds(str.__add__, FOLDERS, st.builds(str.__add__, NAMES, st.sampled_from((".md", ".md", ""))))
STARTS = st.sampled_from(("", "", "", "./", "../", "../../", "/", " "))
LINKS = st.tuples(STARTS, FOLDERS, NAMES, st.sampled_from(("", ".md", ".MD", " "))).map("".join)


@settings(max_examples=200)
@given(
    st.lists(PATHS.map(vault_path), min_size=1, max_size=12, unique=True),
    st.lists(st.tuples(LINKS, st.booleans()), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 11), NAMES | PATHS), max_size=4),
)
@example([VaultPath("a/x.md"), VaultPath("b/x")], [("a/x", False)], [])
@example([VaultPath("a/x.md"), VaultPath("b/y.md"), VaultPath("x")], [("x", True), ("x", False)], [])
@example([VaultPath("a/x.md"), VaultPath("b/y.md")], [("c/../x", True)], [])
def test_a_link_finds_what_obsidian_finds(
    files: Sequence[VaultPath], links: Sequence[tuple[str, bool]], named: Sequence[tuple[int, str]]
) -> None:
    notes = sorted(file for file in files if file.endswith(".md"))
    aliases: dict[str, list[str]] = {
        note: [alias for at, alias in named if notes[at % len(notes)] == note] for note in notes
    }
    texts: dict[str, str] = {
        note: f"---\naliases: {names!r}\n---\n" if names else "" for note, names in aliases.items()
    }
    index = build_index(parse(texts), [file for file in files if file not in texts])
    resolver = Resolver(index)
    for origin in notes:
        for link, is_address in links:
            target = Target(link.strip(), is_address=is_address)
            found = resolve(index, origin, target)
            ours = [found.path] if isinstance(found, Found) else []
            ours = list(found.fitting) if isinstance(found, Ambiguous) else ours
            obsidians = obsidian_resolves(files, origin, link, aliases, is_address=is_address)
            assert ours == obsidians, (origin, link)
            # Whoever has many links asks this one, which remembers.
            goal = resolver.goal(origin, target)
            assert (list(goal) if isinstance(goal, tuple) else []) == ours, (origin, link)
            assert place_of(index, goal, target) == found
            assert is_fine(goal, target) == isinstance(found, Found)


PLACES = ("index.md", "a/One.md", "a/Two.md", "b/One.md", "b/c/Three.md")
# `{}` is where the name of a note of the vault goes.
PIECES = st.sampled_from(
    (
        "[[{}|words]] ",
        "[[{}#Part|there]] ",
        "[[{}#^id|that]] ",
        "![[{}#Part]] ",
        "![[{}#^id]] ",
        "![[{}]]\n\n",
        "[words](</{}>) ",
        "## Part\n\n",
        "a claim ^id\n\n",
        "words ",
        "#tag ",
        "\n\n",
        "- ",
        "> ",
        "[^1]\n\n[^1]: [[{}|more]]\n\n",
    )
)
TEMPLATES = st.lists(st.lists(st.tuples(PIECES, st.integers(0, 4)), max_size=8), min_size=5, max_size=5)


def vault(places: Sequence[str], templates: Sequence[Sequence[tuple[str, int]]], alias: str = "") -> Site:
    """Notes at the places, whose links name each other by whole paths; the second one has the alias."""
    texts: dict[str, str] = {}
    for number, (place, pieces) in enumerate(zip(places, templates, strict=True)):
        body = "".join(piece.format(places[goal]) for piece, goal in pieces)
        head = (
            f"title: Note {number}\naliases: [Alias {number}{', ' + alias if alias and number == 1 else ''}]"
        )
        texts[place] = f"---\n{head}\n---\n{body} [[Alias 1|by its other name]]\n"
    return site_of(texts)


def shown(site: Site, places: Sequence[str]) -> list[tuple[str, ...]]:
    """Each note as its page shows it, with the numbers of notes in place of their addresses."""
    numbers = {site.addresses[VaultPath(place)]: str(at) for at, place in enumerate(places)}

    def in_numbers(origin: str, html: str) -> str:
        def number(found: re.Match[str]) -> str:
            address, _, fragment = unescape(found[1]).partition("#")
            goal = normpath(join("/", origin, address)).lstrip("/")
            goal = f"{goal}/" if goal else ""
            return f'href="{numbers.get(PagePath(goal), goal)}#{fragment}"'

        return re.sub('href="([^"]*)"', number, html)

    pages: list[tuple[str, ...]] = []
    for place in places:
        path = VaultPath(place)
        page, address = render_note(site, path), site.addresses[path]
        around = sorted(places.index(each) for each in backlinks(site.graph, path))
        codes = sorted(f"{problem.line} {problem.code}" for problem in page.problems)
        pages.append((page.heading, in_numbers(address, page.html), repr(page.toc), repr(around), *codes))
    return pages


@settings(max_examples=60)
@given(TEMPLATES, st.sampled_from(("a/Renamed.md", "Elsewhere/Deep/One.md", "z.md", "b/c/index.md")))
def test_a_renamed_note_is_the_same_note_at_another_address(
    templates: Sequence[Sequence[tuple[str, int]]], new: str
) -> None:
    renamed = ("index.md", new, *PLACES[2:])
    before, after = vault(PLACES, templates), vault(renamed, templates, alias="a/One")
    assert shown(before, PLACES) == shown(after, renamed)
    old, now = VaultPath(PLACES[1]), VaultPath(new)
    assert after.redirects[before.addresses[old]] == now
    kept = {address: path for address, path in after.redirects.items() if path != now}
    assert kept == {address: path for address, path in before.redirects.items() if path != old}


PLAIN = st.text(
    st.characters(categories=("Lu", "Ll", "Lo", "Lt"), exclude_characters="wW")
    | st.sampled_from(" ,;?'()é–🌱日"),
    min_size=1,
).map(lambda text: " ".join(text.split()))
SOLID = PLAIN.filter(bool)
CONSTRUCTS = st.sampled_from(
    (
        "[[Softmax]]",
        "[[Missing|a]]",
        "[[Private]]",
        "![[pic.png]]",
        "[a](b.md)",
        "![a](b.png)",
        "<https://x.y>",
        "==a==",
        "**a**",
        "~~a~~",
        "`a`",
        "$a$",
        "$$a$$",
        "#tag",
        "%%a%%",
        "[^1]",
        "^[a]",
        "<b>a</b>",
        "&amp;",
        "\\*",
        "[[a",
        "==",
        "$",
        "^a b",
        "[^",
    )
)


@given(st.lists(SOLID, min_size=1, max_size=4))
def test_plain_words_are_left_alone(lines: Sequence[str]) -> None:
    html = create_parser().render("\n".join(lines), in_markdown_it(fake_env()))
    assert html == "<p>" + "<br>\n".join(escape(line, quote=False) for line in lines) + "</p>\n"


@given(SOLID, CONSTRUCTS, SOLID)
def test_words_beside_a_construct_are_left_alone(before: str, construct: str, after: str) -> None:
    html = create_parser().render(f"{before} {construct} {after}", in_markdown_it(fake_env()))
    first, last = escape(before, quote=False), escape(after, quote=False)
    assert re.match(rf'<(p|div class="paragraph")>{re.escape(first)} ', html)
    assert re.search(rf" {re.escape(last)}</(p|div)>\n", html)


BLOCKS = st.sampled_from(
    (
        "# a",
        "a\n===",
        "---",
        "- a\n  - b\n\n  c",
        "2. a",
        "- [/] a",
        "> a\n> > b",
        "> [!note]- a\n> ```\n> b\n> ```",
        "> [!x|y]+\n> | a |\n> |---|",
        "```\n[[a\n$$\n%%\n```",
        "~~~query\na\n~~~",
        "```mermaid\na\n```",
        "    a",
        "| a | b |\n|---|---|\n| [[c\\|d]] | ![[e]] |",
        "$$\na\n\n% b\n$$",
        "$$\\nope$$",
        "%%\na\n\n# b\n%%",
        "<div>\n**a**\n</div>",
        '<iframe src="https://a.b"></iframe>',
        "<!-- a -->",
        "[^1]: a\n  b",
        "[a]: b",
        "![[a]]",
        "![a|1](b.png)\n^c",
    )
)


@settings(max_examples=60)
@given(SOLID, st.lists(BLOCKS, min_size=1, max_size=3), SOLID)
def test_paragraphs_around_blocks_are_left_alone(before: str, blocks: Sequence[str], after: str) -> None:
    text = "\n\n".join((before, *blocks, after)) + "\n"
    html = create_parser().render(text, in_markdown_it(fake_env()))
    first, last = (f"<p>{escape(words, quote=False)}</p>\n" for words in (before, after))
    assert html.startswith(first)
    assert html.endswith(last)
