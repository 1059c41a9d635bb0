"""What a problem means: the words of `checks/explained.md`, which the package brings along."""

from importlib.resources import files

import click

from milepost.model.problem import Code

__all__ = ["explanation", "explanations"]


def explanations() -> dict[str, str]:
    """Each code's section, without its heading."""
    text = files("milepost.checks").joinpath("explained.md").read_text(encoding="utf-8")
    sections = (section.partition("\n") for section in text.split("\n## ")[1:])
    return {code: body.strip() for code, _, body in sections}


def explanation(code: str) -> str:
    """What to print for a code.

    Raises:
        click.BadParameter: there is no such code.
    """
    found = explanations().get(code)
    if found is None:
        raise click.BadParameter(f"{code!r} is none of {', '.join(sorted(Code))}", param_hint="--explain")
    return f"{code}\n\n{found}"
