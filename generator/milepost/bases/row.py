"""One file as the formulas of a base see it, and how values are asked of it."""

from collections.abc import Mapping
from datetime import datetime, time

from msgspec import Struct, field

from milepost.bases.evaluate import evaluate
from milepost.bases.files import Facts, Files
from milepost.bases.grammar import parse_formula
from milepost.bases.values import FileRef, FormulaError, Value
from milepost.model.base_file import Base
from milepost.model.path import VaultPath

__all__ = ["Row"]


class Row(Struct):
    """The scope of a file; each formula is worked out once."""

    files: Files
    base: Base
    around: VaultPath
    """What `this` is: the file that shows the base, or the base itself."""
    path: VaultPath | None
    """`None` for what is no row: a summary."""
    given: Mapping[str, Value] = field(default_factory=dict[str, Value])
    """What bare names stand for beside the note's properties: a summary's `values`."""
    _formulas: dict[str, Value | FormulaError] = field(default_factory=dict[str, Value | FormulaError])
    _trail: list[str] = field(default_factory=list[str])

    def value(self, name: str) -> Value:
        """A property by its id.

        Raises:
            FormulaError: it cannot be worked out.
        """
        owner, _, rest = name.partition(".")
        match owner:
            case "formula":
                return self.formula(rest)
            case "file" if rest == "file":
                return self.file()
            case "file":
                return evaluate(parse_formula(f"file.{rest}"), self)
            case _:
                return self._property(rest)

    def note(self, name: str) -> Value:
        """A property of the note."""
        if name in self.given:
            return self.given[name]
        facts = self._facts
        return facts.value(name) if facts else None

    def file(self) -> FileRef | None:
        """The file itself."""
        return None if self.path is None else FileRef(self.path)

    def this(self) -> FileRef | None:
        """What shows the base."""
        return FileRef(self.around)

    def formula(self, name: str) -> Value:
        """Another formula of the base.

        Raises:
            FormulaError: there is none of that name, it asks for itself, or it cannot be worked out.
        """
        if name not in self._formulas:
            self._formulas[name] = self._worked_out(name)
        found = self._formulas[name]
        if isinstance(found, FormulaError):
            raise found
        return found

    def about(self, file: FileRef) -> Facts | None:
        """What is known of a file."""
        return self.files.about(file)

    def resolve(self, target: str, source: FileRef | None) -> FileRef | None:
        """The public file that a link leads to."""
        return self.files.resolve(target, source.path if source else self.base.path)

    def now(self) -> datetime:
        """The end of the day that the site is made for: what was changed that day lies behind."""
        return datetime.combine(self.files.site.outlook.today, time(23, 59, 59))

    @property
    def _facts(self) -> Facts | None:
        return None if self.path is None else self.files.about(FileRef(self.path))

    def _property(self, name: str) -> Value:
        """A note's property, or what is called so inside of one."""
        found = self.note(name)
        if found is None and "." in name:
            first, *rest = name.split(".")
            found = self.note(first)
            for each in rest:
                found = found.get(each) if isinstance(found, Mapping) else None
        return found

    def _worked_out(self, name: str) -> Value | FormulaError:
        statement = self.base.formulas.get(name)
        if statement is None:
            return FormulaError(f"there is no formula {name}", 1)
        if name in self._trail:
            return FormulaError(f"formulas ask for one another: {' → '.join((*self._trail, name))}", 1)
        self._trail.append(name)
        try:
            return evaluate(parse_formula(statement.text), self)
        except FormulaError as error:
            return error
        finally:
            self._trail.pop()
