"""What is asked of every note costs as much as there are notes, for vaults made to be slow."""

from collections.abc import Callable, Mapping

import pytest

from milepost.build import check_site, render_site
from support.counting import grows_in_line, lines_run
from support.hostile import hostile_vault
from support.vaults import VaultFactory, item


def broken_links(count: int) -> Mapping[str, str]:
    return {f"Note {at:05}.md": f"[[Noto {at:05}]] [[Node {at:05}]]" for at in range(count)}


def namesakes(count: int) -> Mapping[str, str]:
    return {f"{at:05}/index.md": f"[[index]] [[{at:05}/index]]" for at in range(count)}


def links_to_headings(count: int) -> Mapping[str, str]:
    names = [f"h{at:05}" for at in range(count)]
    return {
        "Own.md": "".join(f"# {name}\n\n[[#{name}]] [[#{name}-x]]\n\n" for name in names),
        "Same.md": "# A\n\n[[#A]] [[#a-x]] [[#A#A]]\n\n" * count,
    }


def one_alias_for_all(count: int) -> Mapping[str, str]:
    return {f"{at:05}.md": "---\naliases: [Same]\n---\n[[Same]]" for at in range(count)}


def items_that_all_wait(count: int) -> Mapping[str, str]:
    """As many edges, so that the cost should grow as `count` does."""
    names = [f"I{at:03}" for at in range(round(count**0.5))]
    return {
        f"{name}.md": item(after=[f'"[[{other}]]"' for other in names if other != name]) for name in names
    }


SLOW = {
    "broken links": (broken_links, 25),
    "files of one name": (namesakes, 50),
    "links to headings": (links_to_headings, 100),
    "one alias for all": (one_alias_for_all, 50),
    "items that all wait for one another": (items_that_all_wait, 256),
}


@pytest.mark.parametrize(("make", "count"), SLOW.values(), ids=SLOW)
def test_twice_the_vault_is_twice_the_work_to_check(
    make: Callable[[int], Mapping[str, str]], count: int, vault: VaultFactory
) -> None:
    sites = [vault(make(times * count)) for times in (1, 2, 4)]
    check_site(sites[0], ())  # what is loaded or kept for the first time
    small, middle, large = (lines_run(lambda site=site: check_site(site, ())) for site in sites)
    assert grows_in_line(small, middle, large)


def test_twice_the_vault_is_twice_the_work_to_render(vault: VaultFactory) -> None:
    sites = [vault(hostile_vault(count)) for count in (15, 30, 60)]
    render_site(sites[0])
    small, middle, large = (lines_run(lambda site=site: render_site(site)) for site in sites)
    assert grows_in_line(small, middle, large)
