"""What a problem means: the words of `checks/explained.md`, which the package brings along."""

from difflib import get_close_matches
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
        near = get_close_matches(code, list(Code), n=1, cutoff=0.75)
        hint = (
            f"no code of a problem; did you mean {str(near[0])!r}?"
            if near
            else f"none of {', '.join(sorted(Code))}"
        )
        raise click.BadParameter(f"{code!r} is {hint}", param_hint="--explain")
    return f"{code}\n\n{found}"
