"""A vault full of secrets: every way to mark a note private, and every way for one to get out.

Each private note says nonsense words that no other file says, one for each of its parts, and a public note
reaches for it by every kind of link and embed there is. None of those words may be on the site.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent

from support.project import Project

__all__ = ["CHANNELS", "MARKS", "Mark", "open_up", "secrets_of", "write_secrets"]

CHANNELS = (
    "name", "title", "alias", "nested", "property", "first", "heading", "block", "callout", "footnote",
    "task", "code", "math", "mermaid", "html", "description", "picture", "pdf", "step", "estimate",
    "permalink", "remark", "base", "query", "class", "cover", "kind", "status", "tagline",
    "author", "message",
)  # fmt: skip
"""The parts of a private note, one nonsense word for each."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One way of being private."""

    folder: str = "Diary"
    head: str = "---\n{properties}---\n"
    """The note's head, given its properties."""
    private_if: tuple[str, ...] = ("all", "explicit")
    """In which modes of publishing it is private."""


MARKS: Mapping[str, Mark] = {
    "publish-false": Mark(head="---\n{properties}publish: false\n---\n"),
    "publish-no": Mark(head="---\n{properties}publish: no\n---\n"),
    "publish-quoted": Mark(head='---\n{properties}Publish: "False"\n---\n'),
    "draft": Mark(head="---\n{properties}draft: true\n---\n"),
    "draft-and-publish": Mark(head="---\n{properties}publish: true\ndraft: yes\n---\n"),
    "unclear": Mark(head="---\n{properties}publish: perhaps\n---\n"),
    "twice": Mark(head="---\n{properties}publish: true\npublish: false\n---\n"),
    "broken-yaml": Mark(head="---\n{properties}publish: true\nbroken: [\n---\n"),
    "no-space": Mark(head="---\n{properties}publish:false\n---\n"),
    "unclosed": Mark(head="---\n{properties}publish: true\n"),
    "byte-order-mark": Mark(head="\ufeff---\n{properties}publish: false\n---\n"),
    "windows-lines": Mark(head="---\r\n{properties}publish: false\r\n---\r\n"),
    "unmarked": Mark(private_if=("explicit",)),
    "excluded-folder": Mark(folder="Locked/Deep", head="---\n{properties}publish: true\n---\n"),
    "excluded-glob": Mark(folder="Globbed.tmp", head="---\n{properties}publish: true\n---\n"),
    "obsidian-excluded": Mark(folder="Ignored", head="---\n{properties}publish: true\n---\n"),
    "templates": Mark(folder="Forms", head="---\n{properties}publish: true\n---\n"),
    "mkdocs-excluded": Mark(folder="Host", head="---\n{properties}publish: true\n---\n"),
}
"""Each is told by its folder, its properties, or the settings in `write_secrets`."""


def word(mark: str, channel: str) -> str:
    """A word that stands nowhere else: letters only, so that no slug or index changes it."""
    return f"qz{mark}x{channel}zq".replace("-", "")


def secrets_of(mode: str) -> Iterator[tuple[str, str, str]]:
    """Each way to leak in that mode of publishing: the mark, the channel, and the word that must stay in."""
    for mark, how in MARKS.items():
        if mode in how.private_if:
            for channel in CHANNELS:
                yield mark, channel, word(mark, channel)


def write_secrets(project: Project, mode: str) -> None:
    """The vault, with a configuration that publishes by `mode`."""
    project.vault.mkdir(parents=True)
    options: dict[str, object] = {"publish": mode, "exclude": ["Locked", "*.tmp/*"], "properties": "show"}
    if mode == "explicit":
        options |= {"private_names": "replace", "search": "pagefind"}
    project.configure(options, site_url="https://milepost.example/", exclude_docs="Host/")
    project.write(".obsidian/app.json", '{"userIgnoreFilters": ["Ignored/"]}')
    project.write(".obsidian/templates.json", '{"folder": "Forms"}')
    project.write("Phase.md", "---\ntype: phase\norder: 1\npublish: true\n---\nA phase.\n")
    project.write("Open.md", "---\npublish: true\n---\nAn open note.\n")
    for number, mark in enumerate(MARKS):
        _write_private(project, mark)
        if mode in MARKS[mark].private_if:
            _write_public(project, number, mark, "See [[{name}]]." if mode == "explicit" else "")
            _write_canvas(project, number, mark)
            _write_base(project, number, mark)
    _commit_each(project)


def open_up(project: Project) -> None:
    """Publish everything that the vault holds, as if there were no rules: what a scan must then find."""
    for file in project.vault.rglob("*.md"):
        text = file.read_bytes().decode("utf-8").replace("\r\n", "\n").removeprefix("\ufeff")
        kept = [
            line for line in text.split("\n") if not line.lower().startswith(("publish", "draft", "broken"))
        ]
        if kept.count("---") == 1 and kept[0] == "---":
            kept.insert(2, "---")
        file.write_text("\n".join(kept), encoding="utf-8")
    (project.vault / ".obsidian/app.json").unlink()
    (project.vault / ".obsidian/templates.json").unlink()
    project.configure(site_url="https://milepost.example/")


def _write_private(project: Project, mark: str) -> None:
    how = MARKS[mark]
    said = {channel: word(mark, channel) for channel in CHANNELS}
    properties = dedent(
        f"""\
        title: {said["title"]}
        aliases: [{said["alias"]}]
        tags: [{said["nested"]}/below]
        description: {said["description"]}
        mood: very {said["property"]} today
        type: item
        status: {said["status"]}
        kind: {said["kind"]}
        tagline: {said["tagline"]}
        cssclasses: [{said["class"]}]
        cover: {said["cover"]}.svg
        phase: "[[Phase]]"
        estimate: {said["estimate"]} hours
        date: 2026-11-22
        permalink: {said["permalink"]}
        """
    )
    body = dedent(
        f"""\
        To [[Open]], {said["first"]} begins. ![[{said["picture"]}.svg]] [paper]({said["pdf"]}.pdf)

        # {said["heading"]}

        A block of {said["block"]}. ^{said["block"]}

        > [!note] {said["callout"]}
        > Words, and a note.[^1]

        [^1]: {said["footnote"]}

        - [ ] {said["task"]}

        ```python
        {said["code"]} = 1
        ```

        $\\text{{{said["math"]}}}$

        ```mermaid
        graph LR
          a[{said["mermaid"]}] --> b
        ```

        <p data-x="1">{said["html"]}</p>

        <!-- {said["remark"]} -->

        ![[{said["base"]}.base]]

        ```base
        {said["query"]}: 1
        ```

        ## Steps

        - [ ] {said["step"]}
        """
    )
    text = how.head.replace("{properties}", properties) + body
    if "\r\n" in how.head:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    file = project.vault / how.folder / f"{said['name']}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8"))
    for picture in (said["picture"], said["cover"]):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{picture}</title></svg>'
        (file.parent / f"{picture}.svg").write_text(svg, encoding="utf-8")
    (file.parent / f"{said['base']}.base").write_text(f"views: [{said['base']}]", encoding="utf-8")
    (file.parent / f"{said['pdf']}.pdf").write_bytes(b"%PDF-1.4 " + said["pdf"].encode())


def _commit_each(project: Project) -> None:
    """A history in which each private note has an author and a message of its own."""

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=project.root, check=True, capture_output=True)

    git("init", "--quiet")
    git("config", "user.name", "Somebody")
    git("config", "user.email", "somebody@milepost.example")
    for mark, how in MARKS.items():
        author = f"{word(mark, 'author')} <{word(mark, 'author')}@milepost.example>"
        git("add", f"vault/{how.folder}/{word(mark, 'name')}.md")
        git("commit", "--quiet", "--author", author, "--message", word(mark, "message"))
    git("add", ".")
    git("commit", "--quiet", "--message", "The rest")


def _write_canvas(project: Project, number: int, mark: str) -> None:
    """A canvas that reaches for a private note."""
    said = {channel: word(mark, channel) for channel in CHANNELS}
    path = f"{MARKS[mark].folder}/{said['name']}.md"
    texts = (f"![[{said['name']}]]", f"[[{said['name']}|one]]", f"%%qzcanvas{number}zq%% words")
    nodes: list[dict[str, object]] = [{"type": "text", "text": text} for text in texts]
    nodes += [
        dict[str, object](type="file", file=path, subpath=place) for place in ("", f"#{said['heading']}")
    ]
    for at, node in enumerate(nodes):
        node.update({"id": f"n{at}", "x": 300 * at, "y": 0, "width": 250, "height": 120})
    edges = [{"id": "e", "fromNode": "n0", "toNode": "n3", "label": "to"}]
    project.write(f"Hosts/Board {number}.canvas", json.dumps({"nodes": nodes, "edges": edges}))


def _write_base(project: Project, number: int, mark: str) -> None:
    """A base that lists everything there is, and reaches for a private note in every way of formulas."""
    name, place = word(mark, "name"), f"{MARKS[mark].folder}/{word(mark, 'name')}.md"
    formulas = {
        "links": "file.links",
        "embeds": "file.embeds",
        "said": "file.properties",
        "texts": "list(related).map(value.toString()).join(' ') + after",
        "back": "file.backlinks",
        "linked": f'link("{name}")',
        "found": f'file("{place}")',
        "mood": f'link("{name}").asFile().properties.mood',
        "tags": f'file("{place}").tags',
        "of_this": "this.file.links.map(value.asFile().name)",
        "there": f'if(file.hasLink("{name}"), "{word(mark, "title")}", "no")',
    }
    columns = ["file.name", "file.path", "file.tags", "related", "after", "items", "cover", "mood"]
    views = [
        {"type": kind, "name": kind, "order": [*columns, *(f"formula.{each}" for each in formulas)]}
        for kind in ("table", "cards", "list")
    ]
    views += [
        {"type": "table", "name": "grouped", "groupBy": {"property": "formula.links"}, "order": ["related"]}
    ]
    # JSON is YAML.
    project.write(f"Hosts/All {number}.base", json.dumps({"formulas": formulas, "views": views}))


def _write_public(project: Project, number: int, mark: str, bare: str) -> None:
    """A note that reaches for a private one; every word of it that stands for itself is an alias.

    `bare` is a link without words of its own, for where names are taken out.
    """
    said = {channel: word(mark, channel) for channel in CHANNELS}
    folder, name = MARKS[mark].folder, said["name"]
    project.write(
        f"Hosts/Host {number}.md",
        f"""\
        ---
        publish: true
        type: writeup
        date: 2026-11-20
        items: ["[[{name}|an item]]"]
        after: "[[{name}|that]]"
        related: ["[[{folder}/{name}|another]]"]
        ---
        See [[{name}|one]], [[{folder}/{name}|two]], [[{name}.md|three]], [[{name}#{said["heading"]}|four]],
        [[{name}#^{said["block"]}|five]], [six]({name}.md), [seven](<{folder}/{name}.md#{said["heading"]}>),
        [[{said["alias"]}|eight]]. {bare.format(name=name)} ![[Board {number}.canvas]] ![[All {number}.base]]

        ![[{name}]]

        ![[{name}#{said["heading"]}]]

        ![[{name}#^{said["block"]}]]

        ![[{name}|nine]] ![ten]({name}.md)

        | a | b |
        | --- | --- |
        | ![[{name}]] | [[{name}\\|eleven]] |

        > [!note] To [[{name}|twelve]]
        > ![[{name}]]

        ```mermaid
        graph LR
          A[thirteen] --> B
          class A internal-link;
        ```

        A comment: %%qzcomment{number}zq%% is nobody's business.

        %%
        qzlong{number}zq
        %%
        """,
    )
