"""The ways out of asking for somebody who hardly exists, and what each does to the pool."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rubrics.models import Strategy

POOL: dict[Strategy, Promise] = {
    Strategy.EXPERIENCED: _(
        "The smallest pool: few people have done just this work, and several employers want "
        "each of them. Every further demand makes it smaller."
    ),
    Strategy.TRAIN_ENGINEER: _(
        "A far larger pool: good software engineers who want to learn ML. It costs the time of "
        "a colleague who teaches them."
    ),
    Strategy.JUNIOR: _(
        "A larger pool, since graduates now know ML. It costs a mentor’s time, and what they "
        "can do alone comes later."
    ),
}


def effect_on_pool(strategy: str) -> str:
    """Return in one or two sentences what a strategy does to the pool of candidates."""
    return str(POOL[Strategy(strategy)])
