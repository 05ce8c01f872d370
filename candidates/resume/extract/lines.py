"""The lines of a document in the order in which a person reads them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line; `cells` are its parts where wide gaps or tabs stand between them.

    `size` is the height of its letters where that of most of the text is 1, `gap` the white above
    it in lines, `indent` where it begins in letters from the left of its column.
    """

    cells: tuple[str, ...]
    size: float = 1.0
    bold: bool = False
    page: int = 0
    # 0 over the whole width, else the number of the column.
    column: int = 0
    gap: float = 0.0
    indent: float = 0.0
    # Where its column begins, in points.
    left: float = 0.0
    # The bold words that it begins with, where the rest is not bold.
    lead: str = ""
    # Whether the document itself calls it a heading, or an entry of a list.
    heading: bool = False
    bullet: bool = False

    @property
    def text(self) -> str:
        return "  ".join(self.cells)


@dataclass(frozen=True)
class Extracted:
    """What a document says; `html` is that of a Word document, without anything active."""

    lines: tuple[Line, ...]
    pages: int = 0
    links: tuple[str, ...] = ()
    html: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)
