"""Who says a note's name without a link to it."""

from milepost.model.path import VaultPath
from support.counting import grows_in_line, lines_run
from support.vaults import VaultFactory, note, page_at


def said(vault: VaultFactory, texts: dict[str, str], goal: str = "Softmax.md") -> dict[str, list[str]]:
    """By note, the words that it says of the goal, their own text in brackets."""
    site = vault({"Softmax.md": "", **texts}, unlinked_mentions=True)
    mentions = site.unlinked.get(VaultPath(goal))
    return {
        source: [f"{p.text[: p.start]}[{p.text[p.start : p.end]}]{p.text[p.end :]}" for p in passages]
        for source, passages in (mentions.passages() if mentions else {}).items()
    }


def test_a_name_is_found_as_a_word_in_any_case(vault: VaultFactory) -> None:
    texts = {"A.md": "A softmax sums to one; softmaxes do, too.", "B.md": "Softmaxes alone."}
    assert said(vault, texts) == {"A.md": ["A [softmax] sums to one; softmaxes do, too."]}


def test_links_tags_code_formulas_and_comments_do_not_count(vault: VaultFactory) -> None:
    texts = {
        "A.md": "[[Other|Softmax]] [softmax](https://x.example) `softmax` $softmax$ #softmax %%softmax%%",
        "Other.md": "```\nsoftmax\n```",
    }
    assert said(vault, texts) == {}


def test_a_note_that_links_to_it_is_not_listed_again(vault: VaultFactory) -> None:
    assert said(vault, {"A.md": "[[Softmax]], the softmax."}) == {}


def test_an_alias_is_a_name_and_the_longest_name_counts(vault: VaultFactory) -> None:
    texts = {
        "Cache.md": note("", aliases=["store"]),
        "KV cache.md": "",
        "A.md": "The **KV** cache stays.",
        "B.md": "A store.",
    }
    assert said(vault, texts, "Cache.md") == {"B.md": ["A [store]."]}
    assert said(vault, texts, "KV cache.md") == {"A.md": ["The [KV cache] stays."]}


def test_signs_beside_the_words_belong_to_a_name(vault: VaultFactory) -> None:
    texts = {"C++.md": "", "A.md": "In C++ or C or C+."}
    assert said(vault, texts, "C++.md") == {}, "one letter would be said by chance"
    texts = {"Cpp++.md": "", "A.md": "In Cpp or Cpp++."}
    assert said(vault, texts, "Cpp++.md") == {"A.md": ["In Cpp or [Cpp++]."]}


def test_a_name_is_found_where_words_have_no_blanks_between_them(vault: VaultFactory) -> None:
    texts = {"機械学習.md": "", "A.md": "私は機械学習を学ぶ。"}
    assert said(vault, texts, "機械学習.md") == {"A.md": ["私は[機械学習]を学ぶ。"]}


def test_a_name_of_several_notes_names_none(vault: VaultFactory) -> None:
    texts = {"One/Plan.md": "", "Two/Plan.md": "", "A.md": "A plan."}
    assert said(vault, texts, "One/Plan.md") == {}


def test_private_notes_neither_say_nor_are_said(vault: VaultFactory) -> None:
    texts = {
        "Secret.md": note("softmax", draft=True, aliases=["Softmax"]),
        "A.md": "The secret of a softmax.",
    }
    assert said(vault, texts) == {"A.md": ["The secret of a [softmax]."]}
    assert said(vault, texts, "Secret.md") == {}


def test_they_are_shown_when_they_are_asked_for(vault: VaultFactory) -> None:
    texts = {"Softmax.md": "", "A.md": "The softmax <b>of</b> it."}
    shown, silent = (
        page_at(vault(texts, unlinked_mentions=asked), "softmax/").html for asked in (True, False)
    )
    assert "Also named in" in shown
    assert '<a href="../a/">A</a>' in shown
    assert "The <mark>softmax</mark> of it." in shown
    assert "Also named in" not in silent


def test_twice_the_vault_is_twice_the_work(vault: VaultFactory) -> None:
    def texts(count: int) -> dict[str, str]:
        alike = {" ".join(["a"] * words) + "b.md": "a " * 20 for words in range(1, 12)}
        return {
            **alike,
            **{f"Note {at}.md": f"note {at - 1} and note {at + 1}, a a a" for at in range(count)},
        }

    def work(count: int) -> int:
        files = texts(count)
        costs = (
            lines_run(lambda asked=asked: vault(files, unlinked_mentions=asked)) for asked in (True, False)
        )
        return next(costs) - next(costs)

    vault(texts(5), unlinked_mentions=True)
    assert grows_in_line(*(work(count) for count in (50, 100, 200)))
