"""The ways out of asking for somebody who hardly exists, and what each does to the pool."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rubrics.models import Strategy

POOL: dict[Strategy, Promise] = {
    Strategy.EXPERIENCED: _(
        "The smallest pool. Few people have done exactly this work, and every added "
        "requirement makes it smaller."
    ),
    Strategy.TRAIN_ENGINEER: _(
        "A much larger pool of strong software engineers who want to learn ML. It takes "
        "a colleague’s time to train them."
    ),
    Strategy.JUNIOR: _(
        "A larger pool, since many graduates know ML. It takes a mentor’s time, and "
        "independent work comes later."
    ),
}


def effect_on_pool(strategy: str) -> str:
    """Return in one or two sentences what a strategy does to the pool of candidates."""
    return str(POOL[Strategy(strategy)])
