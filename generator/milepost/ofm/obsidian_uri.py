"""`obsidian://open?vault=Mine&file=Note`: addresses that open the app, as "Copy Obsidian URL" writes them."""

import re

from milepost.model.link import Target
from milepost.model.url import unquoted
from milepost.ofm.target import parse_target

__all__ = ["uri_target"]

_OPEN = re.compile(
    # A path is one of the author's disk; the others are the plugin Advanced URI's.
    r"obsidian:(?://)?(?:open|adv(?:anced)?-uri)/?\?(?:.*&)?(?:file(?:path|name)?|path)=([^&]+)",
    re.IGNORECASE | re.DOTALL,
)
# The short forms of the same.
_VAULT = re.compile(r"obsidian://(?:vault/[^/?#]+)?/([^?]+)", re.IGNORECASE)


def uri_target(address: str) -> Target | None:
    """The file that the app would open and the place in it, `None` where the address says something else.

    The vault's name is not compared: a folder may be called otherwise where the site is built.

    >>> str(uri_target("obsidian://open?vault=My%20vault&file=Phase%201%2FSoftmax%23Why"))
    'Phase 1/Softmax#Why'
    >>> str(uri_target("obsidian://vault/Mine/Softmax"))
    'Softmax'
    """
    found = _OPEN.match(address) or _VAULT.match(address)
    return parse_target(unquoted(found[1]).replace("\\", "/")) if found else None
