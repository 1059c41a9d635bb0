"""What stops a request, as exceptions that carry their facts and write their own sentence.

    MilepostError
    ├── SettingsError          an option has a wrong name, type or value
    ├── ProjectError           mkdocs.yml cannot be read
    ├── VaultError             the vault is not there or cannot be read
    ├── NoteNotFoundError      a name given on the command line fits no note
    ├── AmbiguousNameError     … or fits several
    ├── PhaseUnclearError      a new item could go to several phases, to none, or to one that is not there
    ├── EditError              a change to the vault cannot be made as planned
    │   └── ChangedError       … because somebody else has changed the file meanwhile
    ├── RoadmapTextError       an import file holds no roadmap
    ├── SearchError            the search index cannot be written
    ├── SiteError              a built site is not there or cannot be read
    └── ExperimentError        an experiment cannot be declared, found or run

What is wrong with an author's notes is no exception but a `milepost.model.problem.Problem`: all of them are
collected and the work goes on.
"""

__all__ = [
    "AmbiguousNameError",
    "ChangedError",
    "EditError",
    "ExperimentError",
    "MilepostError",
    "NoteNotFoundError",
    "PhaseUnclearError",
    "ProjectError",
    "RoadmapTextError",
    "SearchError",
    "SettingsError",
    "SiteError",
    "VaultError",
]


class MilepostError(Exception):
    """The request could not be carried out; the text says where, what, and what to do next."""


class SettingsError(MilepostError):
    """An option has a wrong name, type or value; `others` has each further one with its reason."""

    def __init__(self, option: str, reason: str, others: tuple[tuple[str, str], ...] = ()) -> None:
        self.option, self.reason, self.others = option, reason, others
        said = (f"option {name!r}: {why}" for name, why in ((option, reason), *others))
        super().__init__(f"mkdocs.yml, plugin milepost, {'; '.join(said)}")


class ProjectError(MilepostError):
    """`mkdocs.yml` cannot be read."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}:{line}: {reason}")


class VaultError(MilepostError):
    """The vault is not there or cannot be read."""

    def __init__(self, vault: str, reason: str) -> None:
        self.vault, self.reason = vault, reason
        super().__init__(f"{vault}: {reason}")


class NoteNotFoundError(MilepostError):
    """A name fits no note; `near` holds the most similar names, best first."""

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        self.name, self.near = name, near
        hint = f"; did you mean {', '.join(repr(each) for each in near)}?" if near else ""
        super().__init__(f"no note is called {name!r}{hint}")


class AmbiguousNameError(MilepostError):
    """A name fits several notes, listed in `candidates` by path."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        self.name, self.candidates = name, candidates
        listed = "".join(f"\n  {each}" for each in candidates)
        super().__init__(f"{name!r} fits {len(candidates)} notes; give the path of one of them:{listed}")


class PhaseUnclearError(MilepostError):
    """A new item's phase is not there, or not named where there is not exactly one; `phases` are in order."""

    def __init__(self, phases: tuple[str, ...], name: str | None = None) -> None:
        self.phases, self.name = phases, name
        listed = ", ".join(repr(each) for each in phases)
        if not phases:
            super().__init__("there is no phase yet; write a note with `type: phase` first")
        elif name is not None:
            super().__init__(f"there is no phase {name!r}; the phases are {listed}")
        else:
            super().__init__(f"there are {len(phases)} phases; name one with --phase: {listed}")


class EditError(MilepostError):
    """A change to the vault cannot be made as planned; nothing was written."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class ChangedError(EditError):
    """Somebody else has changed a file since it was read: their words stay."""


class RoadmapTextError(MilepostError):
    """An import file holds no roadmap that we can read; nothing was written."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}:{line}: {reason}")


class SearchError(MilepostError):
    """The search index cannot be written; the site is built but for it."""


class SiteError(MilepostError):
    """A built site is not there or cannot be read."""

    def __init__(self, site: str, reason: str) -> None:
        self.site, self.reason = site, reason
        super().__init__(f"{site}: {reason}")


class ExperimentError(MilepostError):
    """An experiment cannot be declared, found or run; `where` is its id or its script."""

    def __init__(self, where: str, reason: str) -> None:
        self.where, self.reason = where, reason
        super().__init__(f"{where}: {reason}")
