"""How far something is, as a bar of three parts with the numbers in it."""

from milepost.model.roadmap import Progress

__all__ = ["bar_html", "counts_text"]


def counts_text(progress: Progress) -> str:
    """The three counts and their sum in words, and what is left out of it.

    >>> counts_text(Progress(done=2, partial=1, todo=1))
    '2 done, 1 partial, 1 to do of 4'
    >>> counts_text(Progress(done=2, skipped=3))
    '2 done, 0 partial, 0 to do of 2 · 3 skipped'
    """
    counts = f"{progress.done} done, {progress.partial} partial, {progress.todo} to do of {progress.total}"
    return f"{counts} · {progress.skipped} skipped" if progress.skipped else counts


def bar_html(progress: Progress, *, numbers: bool = False) -> str:
    """The bar; its parts are told apart by more than colour, and read out as their counts."""
    parts = (("done", progress.done), ("partial", progress.partial), ("todo", progress.todo))
    inside = "\n".join(
        f'<span class="mp-bar__part mp-bar__part--{name}" style="flex-grow: {count}">'
        f"{count if numbers else ''}</span>"
        for name, count in parts
        if count
    )
    tall = " mp-bar--tall" if numbers else ""
    return f'<div class="mp-bar{tall}" role="img" aria-label="{counts_text(progress)}">{inside}</div>\n'
