"""What `manage.py check` says of the word lists that an organization adds to."""

from collections.abc import Callable
from typing import Any

from django.core import checks

from rubrics import wordlists


def register_words(*loaders: Callable[[], Any]) -> None:
    """Let the system check read these lists, so that a mistake is named before it matters."""

    def words_are_usable(**_options: Any) -> list[checks.CheckMessage]:
        return [checks.Error(problem, id="rubrics.E001") for problem in _problems(loaders)]

    checks.register(words_are_usable)


def _problems(loaders: tuple[Callable[[], Any], ...]) -> dict[str, None]:
    problems: dict[str, None] = {}
    for load in loaders:
        try:
            load()
        except wordlists.Unreadable as error:
            problems[str(error)] = None
    return problems
