"""Embedded files: images, sound, film, documents."""

from html import escape

from milepost.model.link import Embed
from milepost.model.path import Anchor, VaultPath, name, stem
from milepost.model.vault import IMAGES, Attachment
from milepost.render.scene import Scene

__all__ = ["attachment_html", "size_attributes"]

_AUDIO = (".flac", ".m4a", ".mp3", ".oga", ".ogg", ".wav", ".3gp")
_VIDEO = (".mkv", ".mov", ".mp4", ".ogv", ".webm")


def attachment_html(scene: Scene, embed: Embed, path: VaultPath, anchor: Anchor | None) -> str:
    """The HTML that shows the file; a link where a browser cannot show it."""
    url = escape(scene.url(path, anchor))
    label = escape(embed.alt or stem(path))
    size = size_attributes(embed.width_px, embed.height_px)
    ending = path.lower()
    if ending.endswith(IMAGES):
        size = size_attributes(*_image_size(scene.site.attachments[path], embed))
        return f'<img src="{url}" alt="{label}"{size} loading="lazy">'
    if ending.endswith(_AUDIO):
        return f'<audio src="{url}" controls preload="none" title="{label}"></audio>'
    if ending.endswith(_VIDEO):
        return f'<video src="{url}" controls preload="metadata" title="{label}"{size}></video>'
    link = f'<a class="mp-file" href="{url}">{escape(embed.alt or name(path))}</a>'
    if ending.endswith(".pdf"):  # phones show the link
        return f'<object class="mp-pdf" data="{url}" type="application/pdf"{size}>{link}</object>'
    return link


def _image_size(image: Attachment, embed: Embed) -> tuple[int | None, int | None]:
    """The space that the image will take: the author's width keeps the image's own proportions."""
    if image.width_px is None or image.height_px is None or embed.height_px:
        return embed.width_px, embed.height_px
    if embed.width_px:
        return embed.width_px, max(1, round(embed.width_px * image.height_px / image.width_px))
    return image.width_px, image.height_px


def size_attributes(width_px: int | None, height_px: int | None) -> str:
    """The attributes that reserve the space of an image, with a blank before each."""
    width = f' width="{width_px}"' if width_px else ""
    height = f' height="{height_px}"' if height_px else ""
    return width + height
