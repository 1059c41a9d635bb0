"""The project that a command is run in."""

from pathlib import Path

import pytest

from milepost.errors import ProjectError, VaultError
from milepost.io.config import find_project
from milepost.model.site import Host
from support.vaults import write_vault

CONFIG = "docs_dir: notes\nplugins:\n  - search\n  - milepost:\n      kinds: [a]\n"


def test_the_nearest_mkdocs_yml_above_is_the_projects(tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": "docs_dir: other", "p/mkdocs.yml": CONFIG, "p/notes/deep/x.md": ""})
    project = find_project(tmp_path / "p" / "notes" / "deep")
    assert (project.root, project.vault) == (tmp_path / "p", tmp_path / "p" / "notes")
    assert project.options == {"kinds": ["a"]}


def test_a_vault_beside_the_project_is_called_as_mkdocs_calls_it(tmp_path: Path) -> None:
    write_vault(tmp_path, {"p/mkdocs.yml": "docs_dir: ../My vault", "My vault/x.md": ""})
    assert str(find_project(tmp_path / "p").vault) == str(tmp_path / "My vault")


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


def test_the_site_is_as_mkdocs_knows_it(tmp_path: Path) -> None:
    text = (
        "site_name: Kestrel\nsite_url: https://x.example/k\nuse_directory_urls: false\n"
        "exclude_docs: |\n  Host/\n  *.tmp.md\ndraft_docs: /Later.md\n"
    )
    left_out = ("Host/Deep/a.md", "b.tmp.md", "Later.md")
    write_vault(
        tmp_path, {"mkdocs.yml": text} | {f"docs/{path}": "" for path in (*left_out, "Open/Later.md")}
    )
    host = find_project(tmp_path).host
    assert host.excluded >= set(left_out)
    assert "Open/Later.md" not in host.excluded
    assert (host.name, host.url, host.directory_urls) == ("Kestrel", "https://x.example/k/", False)


def test_a_site_of_which_nothing_is_said_has_its_folders_name(tmp_path: Path) -> None:
    write_vault(tmp_path / "Kestrel", {"mkdocs.yml": "", "docs/x.md": ""})
    assert find_project(tmp_path / "Kestrel").host == Host("Kestrel")


def test_what_every_page_says_is_known(tmp_path: Path) -> None:
    said = "copyright: by A. N.\nsite_name: Kestrel\nsite_author: A. Nother\nsite_description: A bird\n"
    write_vault(tmp_path, {"mkdocs.yml": said, "docs/x.md": ""})
    assert find_project(tmp_path).words == ("Kestrel", "A bird", "A. Nother", "by A. N.")
    (tmp_path / "mkdocs.yml").write_text("site_name: Kestrel\n", encoding="utf-8")
    assert find_project(tmp_path).words == ("Kestrel",)


def test_tags_of_mkdocs_are_read_as_data(tmp_path: Path) -> None:
    text = (
        "site_url: !ENV [SITE, 'https://x.example/']\ndocs_dir: notes\n"
        "extra:\n  y: !!python/name:os.system\n  z: !!python/object/apply:os.abort []\n"
    )
    write_vault(tmp_path, {"mkdocs.yml": text, "notes/x.md": ""})
    assert find_project(tmp_path).vault == tmp_path / "notes"


def test_the_environment_counts_as_for_mkdocs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "site_name: !ENV SITE_NAME\nsite_url: !ENV [SITE_URL, '']\ndocs_dir: !ENV [VAULT, notes]\n"
        "plugins:\n  - milepost: {graph: !ENV [GRAPH, true], publish: !ENV [PUBLISH, all]}\n"
    )
    write_vault(tmp_path, {"mkdocs.yml": text, "notes/x.md": ""})
    for name in ("SITE_URL", "VAULT", "PUBLISH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SITE_NAME", "Kestrel")
    monkeypatch.setenv("GRAPH", "false")
    project = find_project(tmp_path)
    assert (project.vault, project.host) == (tmp_path / "notes", Host("Kestrel"))
    assert project.options == {"graph": False, "publish": "all"}


def test_a_vault_may_be_given_without_a_project(tmp_path: Path) -> None:
    vault = write_vault(tmp_path / "v", {"x.md": ""})
    project = find_project(tmp_path, vault)
    assert (project.root, project.vault, project.options) == (tmp_path, vault, {})


def test_options_count_only_for_their_own_vault(tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": CONFIG, "notes/x.md": "", "other/x.md": ""})
    assert find_project(tmp_path, tmp_path / "notes").options == {"kinds": ["a"]}
    assert find_project(tmp_path.parent, tmp_path / "notes").options == {"kinds": ["a"]}
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


def test_they_count_for_it_by_whichever_name_the_disk_finds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_same(one: Path, other: Path) -> bool:
        return str(one).lower() == str(other).lower()  # as on macOS and Windows

    write_vault(tmp_path, {"mkdocs.yml": CONFIG, "notes/x.md": "", "Notes/x.md": ""})
    monkeypatch.setattr(Path, "samefile", is_same)
    assert find_project(tmp_path, tmp_path / "Notes").options == {"kinds": ["a"]}
