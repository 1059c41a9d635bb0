"""Embedded figures of experiments: the image of each colour scheme, and where it comes from."""

from html import escape

from milepost.model.link import Embed
from milepost.model.path import VaultPath
from milepost.model.run import Figure, Metric, Run
from milepost.render.attachment import size_attributes
from milepost.render.badge import badge_html
from milepost.render.day import day_html
from milepost.render.scene import Scene

__all__ = ["figure_html", "metric_text", "number_text", "scheme_images"]

_METRICS_IN_CAPTION = 2


def figure_html(scene: Scene, embed: Embed, run: Run, figure: Figure) -> str:
    """The figure with its alternative text, and a caption that leads to the run's results.

    Both schemes' images are in the page; the style sheet shows the one that fits, and a lazy image that is
    not shown is not loaded.
    """
    width, height = figure.width_px, figure.height_px
    if embed.width_px:  # the author's width, the figure's proportions
        width, height = embed.width_px, round(embed.width_px * figure.height_px / figure.width_px)
    alt, size = escape(embed.alt or figure.alt), size_attributes(width, height)
    images = scheme_images(scene, figure.path, figure.dark, alt, size)
    return f'<figure class="mp-figure">{images}{_caption(scene, run)}</figure>'


def scheme_images(scene: Scene, light: VaultPath, dark: VaultPath | None, alt: str, size: str) -> str:
    """The image of each colour scheme, of which the style sheet shows one; `alt` and `size` are HTML."""

    def image(path: VaultPath, kind: str) -> str:
        return f'<img{kind} src="{escape(scene.url(path))}" alt="{alt}"{size} loading="lazy">'

    if dark is None or dark not in scene.site.addresses:
        return image(light, "")
    return image(light, ' class="mp-light"') + image(dark, ' class="mp-dark"')


def _caption(scene: Scene, run: Run) -> str:
    """Which experiment made it and when; nothing on the results' own page, which says it all."""
    if run.note not in scene.site.addresses or run.note in (path for path, _ in scene.chain):
        return ""
    link = f'<a href="{escape(scene.url(run.note))}">{escape(run.title)}</a>'
    badges = "".join(f" {badge_html(each)}" for each in run.badges)
    numbers = "".join(f"; {escape(metric_text(each))}" for each in run.metrics[:_METRICS_IN_CAPTION])
    return f"<figcaption>{link}, run of {day_html(run.started.date())}{numbers}{badges}</figcaption>"


def metric_text(metric: Metric) -> str:
    """The metric's name in words, its value and its unit.

    >>> metric_text(Metric("bytes_per_token", 46080, "B")), metric_text(Metric("accuracy", 0.98765, ""))
    ('bytes per token 46,080 B', 'accuracy 0.9877')
    """
    return f"{metric.name.replace('_', ' ')} {number_text(metric.value)} {metric.unit}".rstrip()


def number_text(value: float) -> str:
    """A number for readers: whole ones in groups of three digits, others with four significant ones.

    >>> number_text(134515008), number_text(2.8e-7), number_text(0.98765)
    ('134,515,008', '2.8e-07', '0.9877')
    """
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
