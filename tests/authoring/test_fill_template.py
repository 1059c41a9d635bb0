"""Templates, filled as Obsidian fills them."""

import hashlib
from datetime import date

import pytest

from milepost.authoring.template import fill_template
from milepost.errors import EditError
from milepost.model.path import VaultPath
from milepost.model.vault import SourceFile
from milepost.notes.frontmatter import split

PATH = VaultPath("Templates/Item.md")


def filled(text: str, name: str = "A name") -> str:
    template = SourceFile(PATH, text, hashlib.sha256(text.encode()).hexdigest())
    return fill_template(template, name, date(2026, 11, 22))


def test_the_body_gets_the_name_and_the_day() -> None:
    body = "# {{title}}, {{date}}\n[[{{title}}]] {{date:YYYY-MM-DD}}\n"
    assert filled(f"---\n---\n{body}") == "---\n---\n# A name, 2026-11-22\n[[A name]] 2026-11-22\n"


def test_placeholders_that_only_obsidian_understands_stay() -> None:
    text = "---\na: 1\n---\n{{time}} {{date:DD.MM.YYYY}} {{ title }}\n"
    assert filled(text) == text


@pytest.mark.parametrize("written", ["{{title}}", '"{{title}}"', "'{{title}}'"])
@pytest.mark.parametrize("name", ["plain", "Let's see", "yes", "1984", "- a", "a #b", "[x]: y", 'say "so"'])
def test_a_property_holds_any_name_whatever_its_quotes(written: str, name: str) -> None:
    text = filled(f"---\ntitle: {written} # {{{{title}}}}\naliases: [{written}, b]\n---\n", name)
    assert split(PATH, text).values == {"title": name, "aliases": [name, "b"]}


@pytest.mark.parametrize("written", ["{{date}}", "{{date:YYYY-MM-DD}}"])
def test_a_bare_date_in_the_properties_is_a_date(written: str) -> None:
    assert split(PATH, filled(f"---\ndate: {written}\n---\n")).values == {"date": date(2026, 11, 22)}


@pytest.mark.parametrize("text", ["", "only text\n", "\n---\nlate: 1\n---\n"])
def test_a_template_without_properties_gets_room_for_them(text: str) -> None:
    assert filled(text) == f"---\n---\n{text}"


def test_properties_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(EditError, match=r"^Templates/Item\.md:3: properties are not valid YAML"):
        filled("---\ntitle: {{title}}\ndate: {{date:DD.MM.YYYY}}\n---\n")
