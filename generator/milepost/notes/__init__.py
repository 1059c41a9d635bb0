"""Text to `Note`: properties, title, headings, blocks, links, embeds, tags; and who may see it."""
