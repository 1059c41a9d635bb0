"""Numbers as readers and YAML see them."""

__all__ = ["show_apart", "show_number", "yaml_number"]


def show_number(value: object) -> str:
    """The value with four significant digits; words and whole numbers as they are.

    >>> show_number(0.98765432), show_number(46080), show_number(2.8e-7), show_number("yes")
    ('0.9877', '46080', '2.8e-07', 'yes')
    """
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def show_apart(first: object, *others: object) -> tuple[str, ...]:
    """The values as `show_number` has them; in full where the first would look like another that it is not.

    >>> show_apart(0.98765432, 0.9), show_apart(0.1 + 0.2, 0.3)
    (('0.9877', '0.9'), ('0.30000000000000004', '0.3'))
    """
    values = (first, *others)
    is_alike = any(show_number(first) == show_number(each) and first != each for each in others)
    return tuple(str(each) if is_alike else show_number(each) for each in values)


def yaml_number(value: float) -> str:
    """The value with six significant digits, written so that every YAML reader takes it for a number.

    >>> yaml_number(3e-07), yaml_number(0.98765432), yaml_number(46080)
    ('3.0e-07', '0.987654', '46080')
    """
    if isinstance(value, int):
        return str(int(value))
    digits, mark, exponent = repr(float(f"{value:.6g}")).partition("e")
    # YAML 1.1, which PyYAML reads, knows no number without a point before its exponent.
    return f"{digits}{'.0' if mark and '.' not in digits else ''}{mark}{exponent}"
