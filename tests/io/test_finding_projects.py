"""The project that a command is run in."""

from pathlib import Path

import pytest

from milepost.errors import ProjectError, VaultError
from milepost.io.config import find_project
from support.vaults import write_vault

CONFIG = "docs_dir: notes\nplugins:\n  - search\n  - milepost:\n      kinds: [a]\n"


def test_the_nearest_mkdocs_yml_above_is_the_projects(tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": "docs_dir: other", "p/mkdocs.yml": CONFIG, "p/notes/deep/x.md": ""})
    project = find_project(tmp_path / "p" / "notes" / "deep")
    assert (project.root, project.vault) == (tmp_path / "p", tmp_path / "p" / "notes")
    assert project.options == {"kinds": ["a"]}


@pytest.mark.parametrize(
    ("plugins", "options"),
    [
        ("", {}),
        ("plugins: []", {}),
        ("plugins: [milepost]", {}),
        ("plugins: {milepost: {journal: log}}", {"journal": "log"}),
        ("plugins: {search: {}, milepost: null}", {}),
        ("plugins: milepost", {}),
    ],
)
def test_options_stand_below_the_plugin(tmp_path: Path, plugins: str, options: dict[str, str]) -> None:
    write_vault(tmp_path, {"mkdocs.yml": plugins, "docs/x.md": ""})
    assert find_project(tmp_path).options == options


def test_tags_of_mkdocs_are_read_as_data(tmp_path: Path) -> None:
    text = (
        "site_url: !ENV [SITE, 'https://x.example/']\ndocs_dir: notes\n"
        "extra:\n  y: !!python/name:os.system\n  z: !!python/object/apply:os.abort []\n"
    )
    write_vault(tmp_path, {"mkdocs.yml": text, "notes/x.md": ""})
    assert find_project(tmp_path).vault == tmp_path / "notes"


def test_a_vault_may_be_given_without_a_project(tmp_path: Path) -> None:
    vault = write_vault(tmp_path / "v", {"x.md": ""})
    project = find_project(tmp_path, vault)
    assert (project.root, project.vault, project.options) == (tmp_path, vault, {})


def test_options_count_only_for_their_own_vault(tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": CONFIG, "notes/x.md": "", "other/x.md": ""})
    assert find_project(tmp_path, tmp_path / "notes").options == {"kinds": ["a"]}
    assert find_project(tmp_path, tmp_path / "other").options == {}


def test_no_project_and_no_vault_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match=r"no mkdocs.yml here or above; give the vault with --vault DIR"):
        find_project(tmp_path)


def test_a_vault_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": CONFIG})
    with pytest.raises(VaultError, match="there is no such folder"):
        find_project(tmp_path)


@pytest.mark.parametrize(
    ("text", "line"), [(b"a: 1\nb: [\n", 3), (b"\xff", 1), (b"a: \0", 1), (b"a: 2026-02-31", 1)]
)
def test_a_damaged_mkdocs_yml_is_an_error_with_its_place(tmp_path: Path, text: bytes, line: int) -> None:
    write_vault(tmp_path, {"mkdocs.yml": text})
    with pytest.raises(ProjectError, match=rf"mkdocs\.yml:{line}: is not "):
        find_project(tmp_path)
