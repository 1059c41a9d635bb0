"""Formulas, set as MathML when the site is built, so that a browser loads nothing."""

import re
from collections.abc import Collection
from functools import lru_cache
from html import unescape
from typing import Protocol, cast

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markdown_it.utils import EnvType
from math_core import LatexError, LatexToMathML

from milepost.model.problem import Code
from milepost.ofm.env import RenderEnv, env_of
from milepost.ofm.equation_label import tags_by_label, with_references
from milepost.ofm.line import line_of
from milepost.ofm.physics import without_physics
from milepost.ofm.preamble import PHYSICS, Command, expand, requires_physics
from milepost.ofm.stand_in import hide_signs, show_signs, take_tags, with_tags
from milepost.ofm.tex import defined_names, defines, nesting, reword
from milepost.ofm.tex_commands import MACROS
from milepost.ofm.tex_mended import mended

__all__ = ["formula_html", "token_html"]

# Behind some thousand levels `math_core` takes the whole program down; definitions multiply theirs. No reader
# wants as many as these.
_DEEPEST = 100
_DEEPEST_DEFINITION = 12
_MOST_EXPANSIONS = 240
# Where a formula links a file of the vault: no page says it, and it may be private.
_FILE = re.compile(r"\\href\s*\{(?!https?:)[^{}]*\}", re.IGNORECASE)
# Of a command that nobody has defined only the name is marked, as MathJax does it.
_UNKNOWN = re.compile(r'<merror class="math-core-unknown-cmd"><mtext>([^<]*)</mtext>')
# What `math_core` makes of a `\\` that ends the last row: one more, of a single cell, with others at its
# sides where tags are.
_SIDE = '<mtd style="width: 50%"></mtd>'
_CELL = r'<mtd(?: style="(border-top: [^;"]*;)?[^"]*")?></mtd>'
_EMPTY_ROW = re.compile(
    rf"<mtr>(?<=</mtr><mtr>)(?:{_SIDE}<mtd[^>]*></mtd>{_SIDE}|{_CELL})</mtr>(?=</mtable>)"
)
_POSITION = re.compile(r"\A\d+: ")
_STATE, _TAGS, _OWN, _PHYSICS = "math", "equation tags", "commands of the note's own", "physics"


def token_html(token: Token, is_display: bool, env: EnvType) -> str:
    """The formula of a token as HTML; its source, and a problem, where it cannot be set."""
    asked = env_of(env)
    line = line_of(token, asked)
    told = _told(token.content, asked)
    if nesting(told) > (_DEEPEST_DEFINITION if defines(told) else _DEEPEST):
        reason = "it has too many levels"
    else:
        try:
            mathml = _mathml(token.content, told, is_display, asked)
        except LatexError as error:
            reason = show_signs(_POSITION.sub("", str(error)).rstrip("."))
        else:
            for name in dict.fromkeys(_UNKNOWN.findall(mathml)):
                what = f'the formula has a command that is not known, "{unescape(name)}"'
                asked.report(line, Code.MATH_INVALID, what, "its name is marked, and the rest is set")
            return mathml
    asked.report(
        line, Code.MATH_INVALID, f"the formula cannot be set: {reason}", "its source is shown instead"
    )
    return f'<code class="math-error">{escapeHtml(token.content)}</code>'


def _told(source: str, asked: RenderEnv) -> str:
    """The formula in commands that all know, and those that the note defines."""
    if requires_physics(source):
        asked.state[_PHYSICS] = True
    if not asked.commands and _PHYSICS not in asked.state:
        return source
    own: set[str] = asked.state.setdefault(_OWN, set[str]())
    own.update(defined_names(source))
    return _in_known(source, asked.commands, own, with_physics=_PHYSICS in asked.state)


def _in_known(
    source: str, commands: tuple[Command, ...], own: Collection[str] = (), *, with_physics: bool = False
) -> str:
    told = expand(source, commands, own) if commands else source
    return without_physics(told, own) if with_physics or PHYSICS in commands else told


def formula_html(source: str, commands: tuple[Command, ...] = ()) -> str | None:
    """A formula by itself, among words; `None` where it cannot be set, or not without those before it."""
    told = _in_known(source, commands)
    if nesting(told) > _DEEPEST or defines(told) or with_references(told, {}) != told:
        return None
    try:
        mathml = _converted(source, told, False, "")
    except LatexError:
        return None
    return None if _UNKNOWN.search(mathml) else mathml


def _mathml(source: str, told: str, is_display: bool, asked: RenderEnv) -> str:
    """The formula, set with what the formulas of the note before it define, and by the tags they have."""
    tags: dict[str, str] = asked.state.setdefault(_TAGS, {})
    tags.update(tags_by_label(told))
    referring = with_references(told, tags)
    if _STATE not in asked.state:
        if not defines(told):
            return _converted(source, referring, is_display, asked.id_prefix)
        asked.state[_STATE] = _converter(asked.id_prefix)
    set_formula = cast("LatexToMathML", asked.state[_STATE]).convert_with_global_state
    return _set_by(set_formula, source, referring, is_display)


@lru_cache(maxsize=2048)
def _converted(source: str, referring: str, is_display: bool, id_prefix: str) -> str:
    set_formula = _shared_converter(id_prefix).convert_with_local_state
    return _set_by(set_formula, source, referring, is_display)


class _SetsFormula(Protocol):
    def __call__(self, latex: str, *, displaystyle: bool) -> str: ...


def _set_by(set_formula: _SetsFormula, source: str, referring: str, is_display: bool) -> str:
    """The formula with its source as its author wrote it, for copying and for search."""
    hidden = hide_signs(referring)
    # What a definition says may come out of another formula.
    told, tags = (hidden, ()) if defines(hidden) else take_tags(hidden)
    opening, shown = _parts(_told_again(set_formula, told, is_display))
    if tags:
        set_tags = [_parts(set_formula(reword(tag, is_display=False), displaystyle=False))[1] for tag in tags]
        shown = with_tags(shown, set_tags)
    if hidden is not referring:
        shown = show_signs(shown)
    shown = _EMPTY_ROW.sub(_rule, shown)
    source = _FILE.sub(r"\\href{}", source)
    note = f'<annotation encoding="application/x-tex">{escapeHtml(source)}</annotation>'
    return f"{opening}><semantics><mrow>{shown}</mrow>{note}</semantics></math>"


def _told_again(set_formula: _SetsFormula, told: str, is_display: bool) -> str:
    """The formula, without what MathJax would pass over, if it is refused with that."""
    while True:
        try:
            return set_formula(reword(told, is_display=is_display), displaystyle=is_display)
        except LatexError as error:
            told, refused = mended(told, str(error)), told
            if told == refused:
                raise


def _rule(row: re.Match[str]) -> str:
    """Nothing instead of a row that holds nothing; a line above it goes below all columns of the last."""
    return f'<mtr><mtd columnspan="100" style="{row[1]}padding: 0;"></mtd></mtr>' if row[1] else ""


def _parts(mathml: str) -> tuple[str, str]:
    """How the element `math` begins, and what is in it."""
    opening, _, rest = mathml.partition(">")
    return opening, rest.removesuffix("</math>")


def _converter(id_prefix: str) -> LatexToMathML:
    return LatexToMathML(
        macros=dict(MACROS),
        allow_unreliable_rendering=True,  # rather a wide tilde that is too narrow than the source
        ignore_unknown_commands=True,
        global_group=True,
        fancy_error=False,
        max_expansions=_MOST_EXPANSIONS,
        id_prefix=id_prefix,
    )


_shared_converter = lru_cache(maxsize=64)(_converter)
