"""Stand-ins for a vault: what a construct may ask, answered without one."""

from collections.abc import Callable

from milepost.model.frozen import replace
from milepost.model.link import Embed, Link, Target
from milepost.model.path import slugify
from milepost.model.problem import Code
from milepost.ofm.env import LinkTarget, RenderEnv

__all__ = ["fake_env"]


def fake_env(report: Callable[[int, Code, str, str], None] | None = None, id_prefix: str = "") -> RenderEnv:
    """An env in which "Missing" is missing, "Private" is private, and all else is found.

    Embeds show what was asked for, every tag but `#nopage` has a page, and notes have two properties.
    """

    def link(link: Link) -> LinkTarget:
        target = link.target
        if target.name.removesuffix(".md") == "Missing":
            return LinkTarget(None, "missing")
        if is_private(target):
            return LinkTarget(None, "hidden")
        page = f"/{slugify(target.name.removesuffix('.md'))}/" if target.name else ""
        place = "-".join(target.places if target.block or target.footnote else map(slugify, target.sections))
        return LinkTarget(f"{page}#{place}" if place else page, "found")

    def is_private(target: Target) -> bool:
        return target.name.removesuffix(".md") == "Private"

    def embed(embed: Embed) -> str:
        alt = f' alt="{embed.alt}"' if embed.alt else ""
        size = f' size="{embed.width_px}x{embed.height_px}"' if embed.width_px else ""
        return f'<embedded of="{embed.target}"{alt}{size}>'

    def tag(tag: str) -> str | None:
        return None if tag == "nopage" else f"/tags/{tag.lower()}/"

    def value(note: str, name: str) -> str | None:
        values = {"m_bytes": "46,080", "Total": "3"}
        return {"Private": "", "Markup": "<b>1</b> & *2*"}.get(note, values.get(name))

    env = RenderEnv(link=link, is_private=is_private, embed=embed, tag=tag, value=value, id_prefix=id_prefix)
    return env if report is None else replace(env, report=report)
