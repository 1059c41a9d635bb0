"""What is wrong in a vault is a warning of MkDocs, and so a failure of a strict build (promise P22)."""

import subprocess
from pathlib import Path

import pytest

from support.project import Project
from support.repository import Repository
from support.vaults import item, phase

Result = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A vault with one of each common fault."""
    project = Project(tmp_path_factory.mktemp("faulty")).configure()
    project.write("Phase.md", "---\ntype: phase\norder: 1\n---\n")
    project.write("Links.md", "One line.\n\nTo [[Nowhere]], and ![[no-picture.png]].\n")
    project.write("Item.md", '---\ntype: item\nstatus: donee\nphase: "[[Phase]]"\n---\n')
    project.write("Lost.md", '---\ntype: item\nstatus: done\nphase: "[[No Phase]]"\n---\n')
    project.write("Sum.md", "Costs $\\frac{1}$ each.\n")
    project.write("Broken.md", "---\ntitle: [unclosed\n---\n")
    project.write("Nested.md", "In ![[Nested]] circles.\n")
    return project


@pytest.fixture(scope="module")
def strict(faulty: Project) -> Result:
    return faulty.build("--strict")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Links.md:3: [[Nowhere]]", "link-missing"),
        ("Links.md:3: ![[no-picture.png]]", "link-missing"),
        ('Item.md:3: status "donee" is unknown; did you mean "done"?', "status-unknown"),
        ("Lost.md:4:", "phase-missing"),
        ("Sum.md:1:", "math-invalid"),
        ("Broken.md:", "properties-invalid"),
        ("Nested.md:1:", "embed-cycle"),
    ],
)
def test_a_strict_build_names_place_and_code(strict: Result, place: str, code: str) -> None:
    lines = [line for line in strict.stdout.splitlines() if f"milepost: {place}" in line]
    assert [line for line in lines if line.endswith(f"[{code}]")], strict.stdout


def test_a_strict_build_fails_with_status_1(strict: Result) -> None:
    assert strict.returncode == 1
    assert "in strict mode" in strict.stdout
    assert "Traceback" not in strict.stdout


def test_a_plain_build_says_the_same_and_succeeds(faulty: Project, strict: Result) -> None:
    plain = faulty.build()
    assert plain.returncode == 0
    assert warnings(plain) == warnings(strict) != []
    assert "To " in faulty.page("Links/index.html".lower())


def warnings(result: Result) -> list[str]:
    return [line for line in result.stdout.splitlines() if line.startswith("WARNING")]


def test_a_vault_without_faults_passes(project: Project) -> None:
    project.write("One.md", "To [[Two]].\n")
    project.write("Two.md", "And back to [[One]].\n")
    result = project.build("--strict")
    assert (result.returncode, warnings(result)) == (0, [])


def test_a_shallow_clone_is_told_of_and_is_no_fault(tmp_path: Path) -> None:
    repository = Repository.new(tmp_path / "whole")
    Project(repository.root).configure()
    for day in ("2026-01-01", "2026-02-01"):
        repository.commit(day, **{"A": item(phase="1"), "P": phase(1), day: "words"})
    assert "is a shallow clone" not in Project(repository.root).build("--strict").stdout
    Repository(tmp_path).git("clone", "--quiet", "--depth=1", f"file://{repository.root}", "part")
    result = Project(tmp_path / "part").build("--strict")
    assert result.returncode == 0, result.stdout
    assert "INFO    -  milepost: the repository is a shallow clone" in result.stdout


def test_an_empty_vault_makes_a_home_page_that_says_what_to_do(project: Project) -> None:
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    assert "Write one in Obsidian" in project.page("index.html")


def test_a_missing_vault_is_one_clear_sentence(tmp_path: Path) -> None:
    result = Project(tmp_path).configure().build()
    assert result.returncode == 1
    assert "vault" in result.stdout
    assert "Traceback" not in result.stdout
