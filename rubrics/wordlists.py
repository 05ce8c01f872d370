"""Word lists in YAML: those that come with the product, and rows that an organization adds.

A list is read with its shape (a pydantic model). A file of the same name in the organization's
folder adds to it: mappings are merged, lists continued, anything else replaced.
"""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

_OPEN = re.compile(r"(?<!\\)[*+]|\{\d*,\}")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_own: list[Path] = []
Words = TypeVar("Words", bound=BaseModel)


class Unreadable(ValueError):
    """Which file of words can't be used, and why."""


class Shape(BaseModel):
    """A list of words, or a part of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def use_own(folder: Path) -> None:
    """Read the files of the organization's folder, too, from now on."""
    _own[:] = [folder]
    read.cache_clear()


@cache
def read(shape: type[Words], shipped: Path) -> Words:
    """Return the rows of a file that comes with the product and of the organization's own."""
    own = [folder / shipped.name for folder in _own if (folder / shipped.name).is_file()]
    given: Any = {}
    for file in (shipped, *own):
        try:
            given = _merged(given, yaml.safe_load(file.read_text("utf-8")) or {})
            words = shape.model_validate(given)
        except ValidationError as error:
            problem = error.errors()[0]
            place = ".".join(str(part) for part in problem["loc"])
            raise Unreadable(f"{file}: {place}: {problem['msg']}") from error
        except (OSError, ValueError, TypeError, yaml.YAMLError) as error:
            raise Unreadable(f"{file}: {' '.join(str(error).split())}") from error
    return words


def either(words: list[str], lists: dict[str, list[str]]) -> str:
    """Return a regular expression for one of the words, with the lists that they name."""

    def rows(found: re.Match[str]) -> str:
        return f"(?:{'|'.join(lists[found[1]])})"

    return _PLACEHOLDER.sub(rows, "|".join(words))


def _merged(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: _merged(one[key], other[key]) if key in one else other[key]
                      for key in other}  # fmt: skip
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *other]
    if isinstance(one, (dict, list)):
        raise TypeError(f"{type(one).__name__} expected, not {other!r}")
    return other


def _bounded(text: str) -> str:
    """Refuse what could take long, so that time grows with the text's length and no faster."""
    if _OPEN.search(text):
        raise ValueError("write repetitions without * and +, such as {0,20}; a sign itself as \\+")
    try:
        re.compile(_PLACEHOLDER.sub("x", text))
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return text


Pattern = Annotated[str, AfterValidator(_bounded)]
