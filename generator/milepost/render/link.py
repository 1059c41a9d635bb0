"""Where links and tags lead from the page being made."""

from milepost.links.folders import linked_folder
from milepost.links.tags import tag_key
from milepost.model.link import Ambiguous, Found, Hidden, Link, Missing, Target
from milepost.model.url import relative_url
from milepost.ofm.env import LinkTarget
from milepost.render.scene import Scene

__all__ = ["is_private", "link_target", "tag_address"]


def link_target(scene: Scene, link: Link) -> LinkTarget:
    """Where a link leads from the page being made."""
    match scene.find(link.target):
        case Found(path=path, anchor=anchor) | Ambiguous(chosen=path, anchor=anchor):
            return LinkTarget(scene.url(path, anchor), "found")
        case Hidden():
            return LinkTarget(None, "hidden")
        case Missing():
            site = scene.site
            folder = linked_folder(site.folders, site.spelt, scene.origin, link.target.name)
            if folder is None:
                return LinkTarget(None, "missing")
            return LinkTarget(relative_url(scene.page, folder.pages[0]), "found")


def is_private(scene: Scene, target: Target) -> bool:
    """Whether a target is a private file, which no address may name."""
    return isinstance(scene.find(target), Hidden)


def tag_address(scene: Scene, tag: str) -> str:
    """The page of a tag, relative to the page being made; that of all tags where no note has it."""
    site = scene.site
    return relative_url(scene.page, site.tag_pages.get(tag_key(tag), site.tags))
