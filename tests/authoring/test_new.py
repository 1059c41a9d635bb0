"""New items and write-ups, planned."""

from datetime import date

import pytest

from milepost.authoring.new import choose_phase, plan_item, plan_write_up
from milepost.authoring.scaffold import scaffold_template
from milepost.errors import AmbiguousNameError, EditError, PhaseUnclearError
from milepost.model.edit import Edit
from milepost.model.note import Note
from milepost.notes.frontmatter import split
from support.notes import parse, source
from support.vaults import item, note, phase, write_up

TODAY = date(2026, 11, 22)
ITEM, WRITE_UP = scaffold_template("Item.md"), scaffold_template("Write-up.md")

ONE = "Roadmap/1 One/1 One.md"
TWO = "Roadmap/2 Two/2 Two.md"
PHASES = {ONE: phase(1, title="First steps"), TWO: phase(2)}


def notes(**more: str) -> list[Note]:
    return parse({**PHASES, **{f"{name}.md": text for name, text in more.items()}})


def new_item(title: str, among: list[Note], named: str | None = "1", **options: str) -> Edit:
    return plan_item(among, ITEM, title, choose_phase(among, named), TODAY, **options)


def values(edit: Edit) -> dict[str, object]:
    return dict(split(edit.path, edit.after).values)


def test_an_item_is_its_template_with_what_the_command_knows() -> None:
    edit = new_item("Softmax", notes(), "2", kind="eval", estimate="1 afternoon")
    assert edit.before is None
    assert edit.path == "Roadmap/2 Two/Softmax.md"
    assert edit.after == ITEM.text.replace("{{title}}", "Softmax").replace("concept", "eval").replace(
        "1 Foundations", "2 Two"
    ).replace("order:", "order: 1").replace("2 hours", "1 afternoon")


def test_what_the_command_does_not_say_is_the_templates() -> None:
    assert {"kind": "concept", "status": "todo", "estimate": "2 hours"}.items() <= values(
        new_item("Softmax", notes())
    ).items()


@pytest.mark.parametrize(
    ("items", "order"),
    [
        ({}, 1),
        ({"a": item(phase='"[[1 One]]"', order=3), "b": item(phase=1, order=7)}, 8),
        ({"a": item(phase="First steps", order=4), "b": item(phase='"[[2 Two]]"', order=9)}, 5),
        ({"a": item(phase=1)}, 1),
    ],
)
def test_an_item_is_the_last_of_its_phase(items: dict[str, str], order: int) -> None:
    assert values(new_item("New", notes(**items)))["order"] == order


def test_a_title_that_no_file_can_bear_is_kept_as_a_property() -> None:
    edit = new_item('KV cache: "how much"?', notes())
    assert edit.path == "Roadmap/1 One/KV cache - how much.md"
    assert values(edit)["title"] == 'KV cache: "how much"?'


@pytest.mark.parametrize("title", ["yes", "1984", "2026-01-01", "null", "- x", "[[A]]", "'", "a: b"])
def test_any_title_is_read_back_as_text(title: str) -> None:
    assert values(new_item(title, notes()))["title"] == title


def test_a_template_without_a_title_gets_none_where_the_file_says_it() -> None:
    among, template = notes(), source("Templates/Item.md", "# {{title}}\n")
    phase_note = choose_phase(among, "1")
    plain = plan_item(among, template, "Softmax", phase_note, TODAY)
    assert plain.after == '---\ntype: item\nphase: "[[1 One]]"\norder: 1\n---\n# Softmax\n'
    odd = plan_item(among, template, "Softmax?", phase_note, TODAY)
    assert values(odd)["title"] == "Softmax?"


def test_a_phase_that_shares_its_name_is_linked_by_path() -> None:
    among = parse({"A/Basics.md": phase(1), "B/Basics.md": phase(2)})
    assert values(new_item("X", among, "2"))["phase"] == "[[Basics]]"  # the nearer one wins
    among = parse({"Basics.md": note(), "B/Basics.md": phase(2)})
    assert values(new_item("X", among, "2"))["phase"] == "[[B/Basics]]"


def test_a_phase_at_the_root_has_its_items_beside_it() -> None:
    assert new_item("X", parse({"Start.md": phase(1)})).path == "X.md"


@pytest.mark.parametrize("there", ["Softmax", "SOFTMAX"])
def test_a_note_that_is_there_is_never_overwritten(there: str) -> None:
    among = notes(**{f"Roadmap/1 One/{there}": note("mine")})
    with pytest.raises(EditError, match=r"is there already; choose another title$"):
        new_item("Softmax", among)


@pytest.mark.parametrize("named", ["1", " 1 ", "1 One", "first steps", "one", ONE])
def test_a_phase_is_chosen_by_number_name_or_title(named: str) -> None:
    assert choose_phase(notes(), named).path == ONE


def test_the_only_phase_needs_no_name() -> None:
    assert choose_phase(parse({ONE: PHASES[ONE]}), None).path == ONE


def test_without_a_name_several_phases_are_listed_in_order() -> None:
    among = parse({"B.md": phase(1), "A.md": phase(2)})
    with pytest.raises(PhaseUnclearError, match=r"^there are 2 phases; name one with --phase: 'B', 'A'$"):
        choose_phase(among, None)


def test_phases_without_an_order_are_listed_last_as_on_the_site() -> None:
    among = parse({"A.md": phase(), "B.md": phase(1)})
    with pytest.raises(PhaseUnclearError, match=r"'B', 'A'$"):
        choose_phase(among, None)


def test_without_any_phase_the_way_to_one_is_told() -> None:
    with pytest.raises(PhaseUnclearError, match="write a note with `type: phase` first"):
        choose_phase([], None)


@pytest.mark.parametrize("name", ["9", "Frist steps"])
def test_where_a_phase_does_not_exist_those_that_do_are_listed(name: str) -> None:
    among = parse({"2 Deep.md": phase(2), "1 Foundations.md": phase(1)})
    with pytest.raises(
        PhaseUnclearError, match=f"there is no phase '{name}'; the phases are '1 Foundations', '2 Deep'"
    ):
        choose_phase(among, name)


def test_a_number_that_two_phases_have_is_refused() -> None:
    with pytest.raises(AmbiguousNameError):
        choose_phase(parse({"A.md": phase(1), "B.md": phase(1)}), "1")


def test_a_write_up_is_dated_and_names_its_items() -> None:
    among = notes(Softmax=item(), Other=item())
    served = [each for each in among if each.properties.type == "item"]
    edit = plan_write_up(among, WRITE_UP, "What I saw", served, TODAY)
    assert edit.path == "Journal/What I saw.md"
    assert edit.after == WRITE_UP.text.replace('"{{date}}"', "2026-11-22").replace(
        "items: []", 'items:\n  - "[[Other]]"\n  - "[[Softmax]]"'
    )


def test_a_write_up_about_nothing_keeps_the_templates_list() -> None:
    assert values(plan_write_up(notes(), WRITE_UP, "X", [], TODAY))["items"] == []


def test_a_write_up_goes_where_most_of_them_are() -> None:
    among = notes(**{"Blog/a": write_up(), "Blog/b": write_up(), "Journal/c": write_up()})
    assert plan_write_up(among, WRITE_UP, "X", [], TODAY).path == "Blog/X.md"
