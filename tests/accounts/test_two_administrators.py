"""Two administrators act on each other at the same moment: one after the other, and none waits."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from hiring.accounts import actions
from hiring.accounts.models import SiteRole, User
from hiring.activity.actions import Refused
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


def together(*acts: Callable[[], object]) -> list[str]:
    """Do these at once, each in a thread; return how each ended."""
    start, ended = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
            ended.append("done")
        except Refused:
            ended.append("refused")
        except Exception as error:
            ended.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


@pytest.mark.parametrize(
    "take_away",
    [
        lambda user, actor: actions.change_user(user=user, actor=actor, site_role=SiteRole.MEMBER),
        lambda user, actor: actions.set_active(user=user, actor=actor, active=False),
    ],
    ids=["demote", "deactivate"],
)
def test_of_two_who_take_each_others_role_away_one_keeps_it(take_away):
    ada, grace = UserFactory.create_batch(2, administrator=True)
    for _round in range(ROUNDS):
        User.objects.update(site_role=SiteRole.ADMINISTRATOR, is_active=True)

        ended = together(lambda: take_away(ada, grace), lambda: take_away(grace, ada))

        assert ended == ["done", "refused"]
        assert User.objects.active().filter(site_role=SiteRole.ADMINISTRATOR).count() == 1


def test_two_who_change_each_others_names_do_not_wait_for_each_other():
    ada, grace = UserFactory.create_batch(2, administrator=True)
    for number in range(ROUNDS):
        ended = together(
            partial(actions.change_user, user=ada, actor=grace, name=f"Ada {number}"),
            partial(actions.change_user, user=grace, actor=ada, name=f"Grace {number}"),
        )

        assert ended == ["done", "done"]
