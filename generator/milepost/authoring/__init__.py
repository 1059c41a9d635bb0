"""Plans of edits to a vault: pure, `(notes, request) -> Edit*`; `milepost.io.edits` writes them."""
