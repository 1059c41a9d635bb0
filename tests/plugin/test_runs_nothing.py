"""A build runs none of the vault's code and asks nobody anything (promises P13 and P14)."""

from pathlib import Path

import pytest

from support.project import Project
from support.repository import Repository

# What Python runs first: notes every program that is called, and every address that is.
_WATCH = """\
import sys

def watch(event, arguments):
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"):
        with open({log!r}, "a", encoding="utf-8") as log:
            log.write(f"{{event}} {{arguments[0]}}\\n")

sys.addaudithook(watch)
"""

_SCRIPT = "from pathlib import Path\nPath({mark!r}).touch()\n"


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A file that is there if anything of the vault was run."""
    return tmp_path / "sprung"


@pytest.fixture
def hostile(project: Project, trap: Path) -> Project:
    """A vault, with its repository, in which all that may be run springs the trap."""
    script, touch = _SCRIPT.format(mark=str(trap)), f"touch '{trap}';"
    for name in (
        "hooks",
        "conftest",
        "sitecustomize",
        "usercustomize",
        "experiments/demo",
        "main",
        "yaml",
        "milepost",
    ):
        project.write(f"{name}.py", script)
    for name in (".obsidian/plugins/evil/main.js", "extra.js", "overrides/main.html", "main.html"):
        project.write(name, f"{{% set x = cycler.__init__.__globals__.os.system({touch!r}) %}}")
    project.write("mkdocs.yml", "hooks: [hooks.py]\nplugins: [evil]\n")
    project.write("Yaml.md", f"---\na: !!python/object/apply:os.system [{touch!r}]\n---\n")
    project.write(
        "Note.md",
        f"{{{{ cycler.__init__.__globals__.os.system({touch!r}) }}}} [[demo.py]]\n\n"
        f'<% tp.user.run({touch!r}) %>\n\n--8<-- "hooks.py"\n\n'
        f'```dataviewjs\nrequire("child_process").exec({touch!r})\n```\n\n'
        f"```python\n{script}```\n\n```run-python\n{script}```\n",
    )
    repository = Repository(project.root)
    repository.git("init", "--quiet")
    words = "".join(f"Line {at}.\n" for at in range(50))
    repository.commit("2026-01-01", Moved=words)
    (project.vault / "Moved.md").rename(project.vault / "New.md")
    repository.commit("2026-02-02", New=f"{words}One more.\n")
    blob = repository.git("rev-parse", "HEAD:vault/New.md").strip()
    (project.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    hooks = project.root / ".git/hooks"
    for hook in ("post-checkout", "pre-commit", "fsmonitor-watchman", "post-index-change"):
        hooks.joinpath(hook).write_text(f"#!/bin/sh\n{touch}\n", encoding="utf-8")
        hooks.joinpath(hook).chmod(0o755)
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.uploadPack": touch,
        "core.sshCommand": touch,
        "core.fsmonitor": touch,
        "core.pager": touch,
        "core.alternateRefsCommand": touch,
        "diff.external": touch,
        "gpg.program": touch,
        "log.showSignature": "true",
        "protocol.ext.allow": "always",
        "credential.helper": f"!{touch}",
    }
    for name, value in settings.items():
        repository.git("config", name, value)
    return project


@pytest.mark.parametrize("remote", ["{root}", "ext::sh -c touch% '{trap}'", "ssh://nobody.invalid/x"])
def test_nothing_of_a_vault_is_run_and_nobody_is_asked(
    hostile: Project, trap: Path, tmp_path: Path, remote: str
) -> None:
    Repository(hostile.root).git("config", "remote.origin.url", remote.format(root=hostile.root, trap=trap))
    watch, log = tmp_path / "watch", tmp_path / "log"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(_WATCH.format(log=str(log)), encoding="utf-8")
    built = hostile.build(PYTHONPATH=str(watch))
    assert built.returncode == 0, built.stdout
    assert not trap.exists()
    assert set(log.read_text(encoding="utf-8").splitlines()) == {"subprocess.Popen git"}
    assert 'datetime="2026-02-02"' in hostile.page("recent/index.html")
