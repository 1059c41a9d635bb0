"""How far an item is, as a shape and a word: no meaning hangs on a colour alone."""

from collections.abc import Mapping

from milepost.model.roadmap import Status

__all__ = ["STATUS_WORDS", "status_html"]

STATUS_WORDS: Mapping[Status, str] = {
    Status.DONE: "Done",
    Status.PARTIAL: "Partial",
    Status.TODO: "To do",
    Status.SKIPPED: "Skipped",
}
"""What a reader sees for a status, in the order of their filters."""

_RING = '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"'
_SHAPES: Mapping[Status, str] = {
    Status.DONE: (
        '<circle cx="8" cy="8" r="7.25" fill="currentColor"/><path d="M4.6 8.3l2.3 2.3 4.5-4.9" fill="none" '
        'stroke="var(--md-default-bg-color)" stroke-width="1.6" stroke-linecap="round" '
        'stroke-linejoin="round"/>'
    ),
    Status.PARTIAL: f'{_RING}/><path d="M8 3.5a4.5 4.5 0 0 1 0 9z" fill="currentColor"/>',
    Status.TODO: f'{_RING} stroke-dasharray="2.4 1.7"/>',
    Status.SKIPPED: f'{_RING}/><path d="M4.5 8h7" stroke="currentColor" stroke-width="1.6"/>',
}


def status_html(status: Status) -> str:
    """The shape and the word."""
    return (
        f'<span class="mp-status mp-status--{status}"><svg class="mp-icon" viewBox="0 0 16 16" '
        f'aria-hidden="true" focusable="false">{_SHAPES[status]}</svg>{STATUS_WORDS[status]}</span>'
    )
