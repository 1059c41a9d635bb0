"""One note's text, understood: `SourceFile` to `Note`."""

from collections.abc import Iterable

from markdown_it import MarkdownIt

from milepost.model.cjk import count_cjk
from milepost.model.link import Link, Target
from milepost.model.note import Heading, Note, Properties
from milepost.model.path import VaultPath, folder, is_index, name, stem
from milepost.model.problem import Problem
from milepost.model.vault import SourceFile
from milepost.notes.cover import COVERS, cover
from milepost.notes.drawing import is_drawing, words_of_drawing
from milepost.notes.frontmatter import Frontmatter, split
from milepost.notes.schema import read_properties, targets
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.facts import collect
from milepost.ofm.packed import pack
from milepost.ofm.settled import settled
from milepost.settings import Settings

__all__ = ["body_of", "parse_note", "unique_tags"]


def parse_note(
    file: SourceFile, parser: MarkdownIt, settings: Settings, *, are_few: bool = False
) -> tuple[Note, tuple[Problem, ...]]:
    """The note in a file, and what is wrong with its properties. Of few, each may take more room."""
    front = split(file.path, file.text)
    properties, problems = read_properties(file.path, front, settings)
    env = RenderEnv(first_line=front.first_line)
    body = body_of(front)
    tokens = parser.parse(body, in_markdown_it(env))
    facts = collect(tokens)
    note = Note(
        path=file.path,
        title=_title(file.path, properties, facts.headings),
        properties=properties,
        headings=facts.headings,
        blocks=facts.blocks,
        links=(*_property_links(properties), *facts.links),
        embeds=facts.embeds,
        footnotes=facts.footnotes,
        tags=unique_tags((*properties.tags, *facts.tags)),
        first_line=front.first_line,
        digest=file.digest,
        summary=facts.summary,
        size=len(file.text.encode("utf-8", "surrogatepass")),
        cjk=count_cjk(body),
        packed=pack(tokens if settings.unlinked_mentions else settled(tokens, parser), are_few=are_few),
    )
    return note, problems


def body_of(front: Frontmatter) -> str:
    """The Markdown below the properties, of a drawing without what the plugin draws it from."""
    return words_of_drawing(front.body) if is_drawing(front.values) else front.body


def _title(path: VaultPath, properties: Properties, headings: tuple[Heading, ...]) -> str:
    """The `title` property, else the file's name as it is.

    A note called "index" or "README" stands for its folder: its first heading names it, else the folder.
    """
    if properties.title:
        return properties.title
    if not is_index(path):
        return stem(path)
    if headings and headings[0].level == 1 and headings[0].text:
        return headings[0].text
    return name(VaultPath(folder(path))) or "Home"


def _property_links(properties: Properties) -> tuple[Link, ...]:
    written = [(key, target) for key, value in properties.values.items() for target in targets(value)]
    for key in COVERS:
        match cover(properties.values, key):
            case Target() as picture if (key, picture) not in written:
                written.append((key, picture))
            case _:
                pass
    return tuple(Link(target, None, "property", properties.lines.get(key, 1)) for key, target in written)


def unique_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, as first written, sorted without regard to case."""
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(tag.casefold(), tag)
    return tuple(first[key] for key in sorted(first))
