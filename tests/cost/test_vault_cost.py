"""What is asked of every note costs as much as there are notes, for vaults made to be slow."""

import gc
import time
from collections.abc import Callable, Mapping

import pytest

from milepost.build import check_site
from milepost.model.site import Site
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
    "broken links": (broken_links, 400),
    "files of one name": (namesakes, 400),
    "links to headings": (links_to_headings, 1000),
    "one alias for all": (one_alias_for_all, 400),
    "items that all wait for one another": (items_that_all_wait, 1600),
}


@pytest.mark.parametrize(("make", "count"), SLOW.values(), ids=SLOW)
def test_twice_the_vault_is_checked_in_about_twice_the_time(
    make: Callable[[int], Mapping[str, str]], count: int, vault: VaultFactory
) -> None:
    small, large = vault(make(count)), vault(make(2 * count))

    def seconds(site: Site) -> float:
        gc.collect()
        gc.disable()
        start = time.process_time()
        check_site(site, ())
        spent = time.process_time() - start
        gc.enable()
        return spent

    # A busy machine may spoil one measurement, hardly five.
    assert any(seconds(large) / seconds(small) < 3 for _ in range(5))
