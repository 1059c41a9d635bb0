"""A git repository with a vault in a folder of it, whose commits have the days that they are given."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Repository"]


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository in a temporary folder."""

    root: Path

    @classmethod
    def new(cls, root: Path) -> "Repository":
        """An empty one, with a folder for the vault."""
        (root / "vault").mkdir(parents=True)
        repository = cls(root)
        repository.git("init", "--quiet", "--initial-branch=main")
        return repository

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    def git(self, *arguments: str, day: str = "2026-01-01", cwd: Path | None = None) -> str:
        """What git says, on a day."""
        moment = f"{day}T12:00:00+02:00"
        env = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.root),
            **{f"GIT_{who}_DATE": moment for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_NAME": "A" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "a@example.org" for who in ("AUTHOR", "COMMITTER")},
        }
        command = ["git", "-C", str(cwd or self.root), *arguments]
        return subprocess.run(command, check=True, capture_output=True, env=env, encoding="utf-8").stdout

    def commit(self, day: str, **notes: str | None) -> None:
        """Write notes, by name without ending ("/" as "__"), or delete them, and commit everything."""
        for name, text in notes.items():
            file = self.vault / f"{name.replace('__', '/')}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink() if text is None else file.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=m", day=day)

    def branch(self, name: str) -> None:
        """Begin a branch here and go on with it."""
        self.git("checkout", "--quiet", "-b", name)

    def merge(self, day: str, name: str, *options: str) -> None:
        """Back to the main branch, and bring the other home."""
        self.git("checkout", "--quiet", "main")
        self.git("merge", "--quiet", "--no-ff", "--no-edit", *options, name, day=day)
