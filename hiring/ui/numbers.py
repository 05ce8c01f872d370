"""Numbers in what a browser sends."""


def whole_number(text: object, *, max_digits: int = 18) -> int | None:
    """Return the number that a text consists of; None for anything else.

    The longest id of a row has nineteen digits.
    """
    digits = "" if text is None else str(text)
    if not digits.isascii() or not digits.isdecimal() or len(digits) > max_digits:
        return None
    return int(digits)
