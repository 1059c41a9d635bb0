"""Drawings of the plugin Excalidraw, as the images that it has exported."""

from html import escape

from milepost.model.path import VaultPath
from milepost.render.attachment import image_size, size_attributes
from milepost.render.figure import scheme_images
from milepost.render.label import label_html
from milepost.render.scene import Scene

__all__ = ["drawing_html"]


def drawing_html(scene: Scene, path: VaultPath, alt: str = "", width_px: int | None = None) -> str:
    """The drawing in the note at `path`, in the scheme of the page; its name where it has no image."""
    drawing, title = scene.site.drawings[path], scene.site.notes[path].title
    if drawing.light is None:
        return label_html(f"{title}: a drawing, shown in Obsidian")
    size = size_attributes(*image_size(scene.site.attachments[drawing.light], width_px, None))
    images = scheme_images(scene, drawing.light, drawing.dark, escape(alt or title), size)
    return f'<figure class="mp-figure">{images}</figure>'
