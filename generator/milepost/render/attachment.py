"""Embedded files: images, sound, film, documents."""

from html import escape

from milepost.model.link import Embed
from milepost.model.path import Anchor, VaultPath, name, stem
from milepost.model.vault import IMAGES, Attachment
from milepost.render.scene import Scene

__all__ = ["attachment_html", "image_size", "size_attributes"]

_AUDIO = (".flac", ".m4a", ".mp3", ".oga", ".ogg", ".wav", ".3gp")
_VIDEO = (".mkv", ".mov", ".mp4", ".ogv", ".webm")


def attachment_html(scene: Scene, embed: Embed, path: VaultPath, anchor: Anchor | None) -> str:
    """The HTML that shows the file; a link where a browser cannot show it."""
    if path.lower().endswith(IMAGES):
        return _image(scene, embed, path)
    label = escape(embed.alt or stem(path))
    size = size_attributes(embed.width_px, embed.height_px)
    ending = path.lower()
    if ending.endswith((*_AUDIO, *_VIDEO)):
        moment = next((each for each in embed.target.sections if each.startswith("t=")), None)
        url = escape(scene.url(path, Anchor(moment) if moment else None))
        link = _link(url, embed, path)  # for a browser that has no player
        if ending.endswith(_AUDIO):
            return f'<audio src="{url}" controls preload="none" title="{label}">{link}</audio>'
        return f'<video src="{url}" controls preload="metadata" title="{label}"{size}>{link}</video>'
    link = _link(escape(scene.url(path, anchor)), embed, path)
    if ending.endswith(".pdf"):
        return _document(scene, embed, path, anchor, link)
    return link


def size_attributes(width_px: int | None, height_px: int | None) -> str:
    """The attributes that reserve the space of an image, with a blank before each."""
    width = f' width="{width_px}"' if width_px else ""
    height = f' height="{height_px}"' if height_px else ""
    return width + height


def _image(scene: Scene, embed: Embed, path: VaultPath) -> str:
    size = size_attributes(*image_size(scene.site.attachments[path], embed.width_px, embed.height_px))
    if scene.site.attachments[path].is_fluid and embed.width_px is None:
        size += ' style="width:100%"'
    if embed.height_px:  # a shape of the author's own, which the style sheet's `height: auto` would undo
        size += f' style="aspect-ratio:{embed.width_px}/{embed.height_px}"'
    # Some themes of the app style images by what follows the name: `![[x.png#outline]]`.
    hook = "".join(f" mp-image--{escape(each)}" for each in embed.target.sections if each.isalnum())
    kind = f' class="{hook.strip()}"' if hook else ""
    url, alt = escape(scene.url(path)), escape(embed.alt or stem(path))
    return f'<img{kind} src="{url}" alt="{alt}"{size} loading="lazy" decoding="async">'


def image_size(
    image: Attachment, width_px: int | None, height_px: int | None
) -> tuple[int | None, int | None]:
    """The author's width and height, in the image's shape where they give one only; else the image's own."""
    if image.width_px is None or image.height_px is None or height_px is not None:
        return width_px, height_px
    if width_px is None:
        return image.width_px, image.height_px
    return width_px, max(1, round(width_px * image.height_px / image.width_px))


def _document(scene: Scene, embed: Embed, path: VaultPath, anchor: Anchor | None, link: str) -> str:
    """The browser's own viewer, and a link: phones show no viewer, and not every reader wants one."""
    url, title = escape(scene.url(path, anchor)), escape(embed.alt or name(path))
    asked = (each.partition("=") for part in embed.target.sections for each in part.split("&"))
    heights = (value for name, _, value in asked if name == "height" and value.isdecimal() and len(value) < 5)
    tall = next(map(int, heights), None)
    size = size_attributes(embed.width_px, embed.height_px or tall)
    viewer = f'<iframe src="{url}" title="{title}"{size} loading="lazy"></iframe>'
    return f'<span class="mp-pdf">{viewer}{link}</span>'


def _link(url: str, embed: Embed, path: VaultPath) -> str:
    return f'<a class="mp-file" href="{url}">{escape(embed.alt or name(path))}</a>'
