"""Numbers as people read them: times and counts in words."""

__all__ = ["counted", "time_in_words"]


def counted(number: int, noun: str) -> str:
    """The number with its noun.

    >>> counted(1, "step"), counted(2, "step")
    ('1 step', '2 steps')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def time_in_words(half_minutes: int) -> str:
    """A time in half minutes: whole minutes below an hour, else hours with one digit at most.

    >>> time_in_words(90), time_in_words(119), time_in_words(300)
    ('45 min', '1 h', '2.5 h')
    """
    minutes = round(half_minutes / 2)
    return f"{minutes} min" if minutes < 60 else f"{round(half_minutes / 120, 1):g} h"
