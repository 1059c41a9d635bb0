"""What only the app can show, by its name."""

from html import escape

__all__ = ["label_html"]


def label_html(words: str) -> str:
    """A frame that says what would be there; it looks like the block of a plugin."""
    return f'<figure class="plugin-block"><figcaption>{escape(words)}</figcaption></figure>'
