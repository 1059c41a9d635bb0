"""Notes to HTML: bodies, embeds, figures, tables of contents."""
