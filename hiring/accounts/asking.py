"""What several parts of a page ask of the database alike is asked once while it is put together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from hiring.accounts.models import User

T = TypeVar("T")
_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """Within it questions marked by `asked_once` keep their answers. For pages, which change
    nothing: an action has to ask anew."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(ask: Callable[[User], T]) -> Callable[[User], T]:
    """Mark a question about a person, whose answer nobody changes in place."""

    @wraps(ask)
    def answer(user: User) -> T:
        answers = _answers.get()
        if answers is None:
            return ask(user)
        key = ask, user.pk
        if key not in answers:
            answers[key] = ask(user)
        return answers[key]

    return answer
