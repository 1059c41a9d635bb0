"""What a count of right answers is worth."""

__all__ = ["interval"]


def interval(right: int, asked: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, which stays within 0 and 1 for few answers too.

    >>> tuple(round(each, 2) for each in interval(7, 10))
    (0.4, 0.89)
    """
    z = 1.96
    middle = (right + z * z / 2) / (asked + z * z)
    half = z * (right * (asked - right) / asked + z * z / 4) ** 0.5 / (asked + z * z)
    return max(0.0, middle - half), min(1.0, middle + half)
