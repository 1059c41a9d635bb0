"""What a result depends on, as a key that says whether it is still current."""

import ast
import hashlib
import json
import sys

from milepost.experiment.declare import Declaration, Profile, is_declaration

__all__ = ["imported_packages", "staleness_key"]

# Raised when recording or drawing changes so that every result should be made again.
_API_VERSION = 1

_SCOPES = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def staleness_key(declaration: Declaration, profile: Profile) -> str:
    """A digest of all that decides the results; comments, docstrings and layout do not count.

    The decorator counts by its values, so that neither a longer timeout nor the other profile's parameters
    change anything.
    """
    inputs = {
        "api": _API_VERSION,
        "source": _normalised(declaration),
        "declared": [declaration.id, declaration.title, declaration.question, declaration.serves],
        "profile": profile,
        "params": declaration.params(profile),
        "seed": declaration.seed,
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def imported_packages(declaration: Declaration) -> tuple[str, ...]:
    """The packages outside the standard library that the script itself imports, sorted."""
    names = set[str]()
    for node in ast.walk(ast.parse(declaration.file.read_bytes())):
        match node:
            case ast.Import():
                names.update(each.name.partition(".")[0] for each in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module.partition(".")[0])
            case _:
                pass
    return tuple(sorted(names - sys.stdlib_module_names))


def _normalised(declaration: Declaration) -> str:
    module = ast.parse(declaration.file.read_bytes())
    for node in ast.walk(module):
        if not isinstance(node, _SCOPES):
            continue
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = [each for each in node.decorator_list if not is_declaration(each)]
    return ast.unparse(module)
