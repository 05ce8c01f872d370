"""Numbers, vectors and matrices as a person writes them, in Markdown and Unicode."""

from collections.abc import Sequence
from fractions import Fraction

Number = int | Fraction
Matrix = Sequence[Sequence[Number]]


def num(value: Number) -> str:
    """Return a whole number or fraction, with a true minus: −3/4."""
    return str(Fraction(value)).replace("-", "−")


def dec(value: Number | float, places: int = 3) -> str:
    """Return a decimal with at most so many places, without zeros at its end."""
    text = f"{float(value):.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def both(value: Number, places: int = 3) -> str:
    """Return a fraction with its decimal: 2/3 ≈ 0.667, 1/4 = 0.25, 7."""
    value = Fraction(value)
    if value.denominator == 1:
        return num(value)
    rounded = dec(value, places)
    sign = "=" if Fraction(rounded.replace("−", "-")) == value else "≈"
    return f"{num(value)} {sign} {rounded}"


def percent(value: Number) -> str:
    """Return a share in per cent: 82 %, 2.5 %."""
    return f"{dec(value * 100, 2)} %"


def signed(value: Number) -> str:
    """Return ‘+ 3’ or ‘− 3’, to go on within a sum."""
    return f"{'−' if value < 0 else '+'} {num(abs(Fraction(value)))}"


def paren(value: Number) -> str:
    """Return the number, in brackets if it is negative or a fraction, to stand in a product."""
    return num(value) if value >= 0 and Fraction(value).denominator == 1 else f"({num(value)})"


def vec(values: Sequence[Number]) -> str:
    """Return a vector in a line: (1, −2, 3)."""
    return f"({', '.join(num(value) for value in values)})"


def matrix(name: str, rows: Matrix) -> str:
    """Return a code block that draws the matrix with its name."""
    cells = [[num(value) for value in row] for row in rows]
    width = max(len(cell) for row in cells for cell in row)
    lines = ["  ".join(cell.rjust(width) for cell in row) for row in cells]
    middle = (len(lines) - 1) // 2
    names = [f"{name} = " if at == middle else " " * (len(name) + 3) for at in range(len(lines))]
    drawn = [f"{label}[ {line} ]" for label, line in zip(names, lines, strict=True)]
    return "\n".join(("```", *drawn, "```"))


def sup(exponent: int) -> str:
    """Return a whole number that isn't negative as an exponent: ¹²."""
    return str(exponent).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
