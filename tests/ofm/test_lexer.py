"""Quickened lexers find what Pygments' own find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]

from milepost.ofm import code, lexer
from milepost.ofm.code import load_lexers, source_block
from milepost.ofm.first_char import OTHERS, first_chars
from milepost.ofm.lexer import quickened

LANGUAGES = (
    *("python", "javascript", "typescript", "bash", "c", "cpp", "csharp", "rust", "go", "java", "kotlin"),
    *("html", "css", "sql", "toml", "ini", "diff", "latex", "r", "haskell", "lua", "make", "docker", "basic"),
)
# What expressions tell apart: letters that are those of ASCII but for their case, quotes, blanks, brackets.
SIGNS = "abfiksxKS019_ \t\n\r\"'`()[]{}<>#@$%^&*-+=|\\:;,./?!~éßſK²中😀\u2028\x00"
ALL = "".join(map(chr, range(128))) + "…"
TEXT = '''\
@decorated("ſtring")
async def naïve(x: int = 0xFF, *rest) -> None:  # commented
    """Words, and {x!r:>10} in f"{x + 1:%d}"."""
    return f"{x!r:>{rest}} \\N{DASH} {{}}" if not x else 1e-9j

<!-- <a href="x">&amp;</a> --> SELECT * FROM `t` WHERE a LIKE 'é%'; $PATH ${x} \\alpha{b}
#include <stdio.h>
size_t a; uint8_t b = f(c); atomic_int d; pid_t e; std::string g;
fn main() -> Result<(), Box<dyn Error>> { let r#"raw"# = 'a'; /* open
'''


def tokens(language: str, text: str) -> tuple[list[object], list[object]]:
    plain, quick = (get_lexer_by_name(language, stripnl=False) for _ in range(2))
    return list(plain.get_tokens(text)), list(quickened(quick).get_tokens(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quickened_lexer_finds_the_same(language: str) -> None:
    plain, quick = tokens(language, TEXT)
    assert quick == plain


@given(st.sampled_from(LANGUAGES), st.text(SIGNS, max_size=60))
def test_it_finds_the_same_in_what_is_no_program(language: str, text: str) -> None:
    plain, quick = tokens(language, text)
    assert quick == plain


def test_rules_of_which_nothing_can_be_told_are_tried_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: object) -> None: ...

    monkeypatch.setattr(lexer, "first_chars", nothing)
    plain, quick = tokens("python", TEXT)
    assert quick == plain


@pytest.mark.parametrize(
    ("expression", "chars"),
    [
        ("ab|c", "ac"),
        (r"(?<=x)(?=y)a", "a"),
        ("a?b+c", "ab"),
        ("(?:a|)b", None),
        ("a*", None),
        ("", None),
        (r"(a)?(?(1)b|c)", None),
        ("[a-c]", "abc"),
        ("(?:[ab]){2,3}", "ab"),
        (r"\b(if|in)\b", "i"),
        ("(?i)k", "kK…"),
        ("(?i:s)t", "sS…"),
        ("é", "…"),
        ("(?i)[é]", ALL),
        (r"(?a)[^\s]", ALL),
        (r"(?a:\S)", ALL),
    ],
)
def test_the_first_characters_of_an_expression(expression: str, chars: str | None) -> None:
    """Among `chars`, "…" is all that is not ASCII."""
    found = first_chars(re.compile(expression))
    assert found == (chars if chars is None else {OTHERS if each == "…" else ord(each) for each in chars})


@given(st.text("ab|*+?()[]^-.\\sdwWk", max_size=8), st.text(SIGNS, max_size=4), st.booleans())
def test_no_match_begins_with_another(expression: str, text: str, is_any_case: bool) -> None:
    try:
        pattern = re.compile(expression, re.IGNORECASE if is_any_case else 0)
    except (re.error, RecursionError, FutureWarning):
        return
    found, chars = pattern.match(text), first_chars(pattern)
    if found is not None and chars is not None:
        assert min(ord(text[0]), OTHERS) in chars


def test_what_was_coloured_before_changes_nothing() -> None:
    first = source_block(")}  x1\n", "xquery")
    source_block("}{\n", "xquery")
    assert source_block(")}  x2\n", "xquery") == first.replace("x1", "x2")


def test_the_languages_of_some_texts_are_loaded_before_a_block_is_coloured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(code, "_lexer", loaded.append)
    load_lexers(["a\n\n```Python\nb\n```\n", "- ```c++ title\n  b\n  ```", "````\nnone\n````", "`a`"])
    assert sorted(loaded) == ["c++", "python"]
