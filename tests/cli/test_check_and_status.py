"""`milepost check` and `milepost status`: what they print, for people and for programs."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from milepost import workshop
from milepost.experiment.report import Verdict
from milepost.model.site import Site
from milepost.pages.plan import Plan
from support.command import milepost
from support.lab import GOOD, Lab
from support.outline import outline
from support.project import Project
from support.repository import Repository
from support.tree import tree_of
from support.vaults import REPORTED, item, load, note, page_at, phase, write_vault


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": "docs_dir: vault\nplugins: [milepost]\n",
        "vault/Phase 1.md": phase(1),
        "vault/A.md": item("done", phase="Phase 1", kind="concept", estimate="2 hours"),
        "vault/B.md": item("partial", phase="Phase 1", kind="eval", estimate="1 hour"),
        "vault/C.md": item("todo", phase="Phase 1"),
    }
    return write_vault(tmp_path, files)


def test_a_vault_without_faults_passes(project: Path) -> None:
    checked = milepost(project, "check")
    assert (checked.status, checked.out) == (0, "4 notes, no problems\n")
    assert json.loads(milepost(project, "check", "--json").out) == []


def test_a_problem_is_told_with_its_place_and_fails(project: Path) -> None:
    write_vault(project / "vault", {"D.md": item("donee", "$\\frac{1}$", phase="Phase 1")})
    checked = milepost(project, "check")
    assert checked.status == 1
    assert checked.out.splitlines() == [
        'D.md:3: status "donee" is unknown; did you mean "done"? [status-unknown]',
        "D.md:6: the formula cannot be set: Expected argument but reached end of input; "
        "its source is shown instead [math-invalid]",
        "2 problems",
    ]


def test_what_mkdocs_leaves_out_is_no_part_of_the_journal(project: Path) -> None:
    config = "docs_dir: vault\nplugins: [milepost]\nexclude_docs: |\n  B.md\n  Old/\ndraft_docs: C.md\n"
    write_vault(project, {"mkdocs.yml": config, "vault/Old/D.md": "[[Nowhere]]"})
    assert milepost(project, "check").out == "2 notes, no problems\n"
    assert json.loads(milepost(project, "status", "--json").out)["progress"]["total"] == 1


def test_problems_are_data_too(project: Path) -> None:
    write_vault(project / "vault", {"Ü.md": "\n[[Phaze 1]]"})
    checked = milepost(project, "check", "--json")
    assert checked.status == 1
    assert json.loads(checked.out) == [
        {
            "path": "Ü.md",
            "line": 2,
            "code": "link-missing",
            "severity": "warning",
            "message": "[[Phaze 1]] leads nowhere",
            "hint": "did you mean [[Phase 1]]?",
        }
    ]


def test_the_status_shows_the_dashboards_figures(project: Path) -> None:
    shown = milepost(project, "status")
    assert shown.status == 0
    assert shown.out.startswith(
        "Roadmap\n50 %: 1 done, 1 partial, 1 to do of 3; a partial item counts half\n"
    )
    assert "83 % by estimated hours: 30 min of 3 h left; 1 without an estimate\n" in shown.out
    assert "Next up\nB  30 min left\n  begun" in shown.out
    lines = [line.split() for line in shown.out.splitlines()]
    assert ["1.", "Phase", "1", "████▒▒▒▒····", "50", "1", "1", "1", "3", "0.5"] in lines
    assert ["concept", "█" * 12, "100", "1", "0", "0", "1", "0.0"] in lines


def test_the_status_says_where_items_were_skipped(project: Path) -> None:
    assert "skipped" not in milepost(project, "status").out
    write_vault(project / "vault", {"Dropped.md": item("skipped", kind="concept")})
    lines = [line.split() for line in milepost(project, "status").out.splitlines()]
    assert ["kind", "%", "done", "partial", "to", "do", "total", "h", "left", "skipped"] in lines
    assert ["concept", "█" * 12, "100", "1", "0", "0", "1", "0.0", "1"] in lines


def test_the_status_says_why_done_items_count_half(project: Path) -> None:
    assert "0 of 1 done with evidence\n" in milepost(project, "status").out
    write_vault(project, {"mkdocs.yml": "docs_dir: vault\nplugins: [{milepost: {evidence: half}}]\n"})
    assert "0 of 1 done with evidence; each of the others counts ½\n" in milepost(project, "status").out


def test_the_status_says_what_the_source_reported_as_the_dashboards_do(project: Path) -> None:
    write_vault(project / "vault", {"Map.md": note(type="roadmap", reported_on="2026-11-29", **REPORTED)})
    said = "Reported by the source when it was imported on 29 November 2026: 69 %, 114 done, 41 partial, 39"
    assert said in " ".join(milepost(project, "status").out.split())
    site = load(project / "vault")
    assert all(said in outline(page_at(site, address).html) for address in ("", "map/"))


def test_a_long_title_gives_way_to_the_figures(project: Path) -> None:
    title = "Everything there is to know of " * 4
    write_vault(project / "vault", {"Phase 1.md": phase(1, title=title)})
    shown = milepost(project, "status").out
    (line,) = (line for line in shown.splitlines() if line.startswith("1. Everything"))
    assert "…" in line
    assert line.split()[-6:] == ["50", "1", "1", "1", "3", "0.5"]
    assert max(map(len, shown.splitlines())) <= 80


def test_one_note_is_no_plural(project: Path) -> None:
    write_vault(project / "alone", {"A.md": "words"})
    assert milepost(project, "check", "--vault", "alone").out == "1 note, no problems\n"


def test_the_status_is_data_too(project: Path) -> None:
    data = json.loads(milepost(project, "status", "--json").out)
    assert data["progress"] == {
        "percent": 50,
        "percent_by_time": 83,
        "total": 3,
        "done": 1,
        "partial": 1,
        "todo": 1,
        "skipped": 0,
        "minutes": 180,
        "minutes_left": 30,
        "unestimated": 1,
        "done_without_evidence": 1,
    }
    (first,) = data["phases"]
    assert [each["title"] for each in first["items"]] == ["A", "B", "C"]


def test_a_title_with_square_brackets_is_no_markup(project: Path) -> None:
    write_vault(project / "vault", {"Phase 2.md": phase(2, title="'[b]x[/b] [/z]'")})
    assert "2. [b]x[/b] [/z]" in milepost(project, "status").out


def test_the_status_names_the_experiments_that_should_run_again_and_why(project: Path) -> None:
    lab = Lab(project)
    lab.write(GOOD)
    lab.write(GOOD, name="never")
    assert lab.run().verdict is Verdict.OK
    lab.write(GOOD + "\nn += 1")
    shown = milepost(project, "status")
    assert shown.out.endswith(
        "\n\n2 experiments: 1 stale, 1 new\ndemo: stale: experiments/demo.py changed\nnever: new\n"
    )
    told = json.loads(milepost(project, "list", "--json").out)
    assert [(each["experiment"], each["state"], each["reasons"]) for each in told] == [
        ("demo", "stale", ["experiments/demo.py changed"]),
        ("never", "new", []),
    ]


def test_drift_is_told_once_for_all(project: Path) -> None:
    lab = Lab(project)
    for name in ("demo", "other"):
        lab.write(GOOD, name=name)
    assert milepost(project, "run").status == 0
    for record in lab.vault.glob("experiments/*/run.json"):
        record.write_text(re.sub(r'"processor": [^,]+', '"processor": "Abacus"', record.read_text()))
    listed = milepost(project, "list").out.splitlines()
    assert [line.split()[:2] for line in listed[:2]] == [["demo", "drifted"], ["other", "drifted"]]
    (drift,) = listed[2:]
    assert drift.startswith("drifted: processor Abacus → ")
    assert drift.endswith(" (in 2 of 2)")


def test_what_a_build_has_made_is_not_made_again_to_tell_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_vault(project / "vault", {"D.md": "[[Nowhere]] and $\\frac{1}$\n", "E.md": "![[D]]\n"})
    Project(project).configure().build()
    before = tree_of(project)
    made: list[str] = []
    carry_out = workshop._carry_out  # pyright: ignore[reportPrivateUsage]

    def counted(site: Site, plan: Plan[Any], **options: Any) -> object:
        made.append(plan.path)
        return carry_out(site, plan, **options)

    monkeypatch.setattr(workshop, "_carry_out", counted)
    told = milepost(project, "check").out
    assert made == []
    assert "D.md:1: [[Nowhere]] leads nowhere" in told
    assert "D.md:1: the formula cannot be set" in told
    assert tree_of(project) == before
    write_vault(project / "vault", {"E.md": "[[Nobody]]\n"})
    assert "E.md:1: [[Nobody]] leads nowhere" in milepost(project, "check").out
    assert "e/" in made
    assert "c/" not in made


def test_the_status_lists_what_is_stale_as_the_dashboard_does(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1788220800")  # 1 September 2026
    dates = {"A": "2026-02-01", "B": "2026-01-01", "C": "2026-04-01", "D": "2026-03-01", "Now": "2026-09-01"}
    notes = {f"{name}.md": item("partial", phase="Phase 1", updated=day) for name, day in dates.items()}
    write_vault(project / "vault", notes)
    shown = milepost(project, "status").out
    assert "\nStale\nB  243 days\nA  212 days\nD  184 days\nand 1 more\n" in shown


def test_the_status_of_a_shallow_clone_says_that_the_past_was_cut_off(tmp_path: Path) -> None:
    repository = Repository.new(tmp_path / "whole")
    for day, status in (("2026-01-01", "todo"), ("2026-02-01", "partial"), ("2026-03-01", "done")):
        repository.commit(day, A=item(status))
    assert "shallow" not in milepost(repository.root, "status", "--vault", "vault").out
    Repository(tmp_path).git("clone", "--quiet", "--depth=1", f"file://{repository.root}", "part")
    shown = milepost(tmp_path / "part", "status", "--vault", "vault").out
    assert "of a shallow clone" in shown
    assert "git fetch --unshallow" in shown
