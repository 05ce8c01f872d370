"""The engine of access rules itself, apart from the product's rows."""

import pytest

from hiring.accounts import access
from hiring.accounts.access import Row
from hiring.accounts.models import SiteRole
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(monkeypatch):
    table = access.Table()
    monkeypatch.setattr(access, "table", table)
    return table


def decide(user, route="room:page", method="GET", **ids):
    return access.decide(user, route, method, ids)


def test_a_route_without_a_row_is_refused_even_to_administrators(table):
    assert not decide(UserFactory(administrator=True)).allowed


def test_a_row_names_site_roles(table):
    access.register([Row("room:page", site={SiteRole.RECRUITER})])

    assert decide(UserFactory(recruiter=True)).allowed
    assert not decide(UserFactory(coordinator=True)).allowed


def test_a_row_is_for_the_methods_it_names(table):
    access.register([Row("room:page", site=access.EVERYONE, methods=access.READ)])

    assert decide(UserFactory(), method="HEAD").allowed
    assert not decide(UserFactory(), method="POST").allowed


def test_a_route_has_one_row_only(table):
    access.register([Row("room:page", site=access.EVERYONE)])

    with pytest.raises(ValueError, match="two rows"):
        access.register([Row("room:page", site=access.ADMINISTRATORS)])


def test_relations_need_a_subject():
    with pytest.raises(ValueError, match="subject"):
        Row("room:page", relations={"seat"})


def seat_in_seven(_user, pk):
    return frozenset({"seat"} if pk == 7 else ())


def test_a_relation_to_the_subject_lets_in(table):
    access.register([Row("room:page", relations={"seat"}, subject="thing")])
    access.register_subject(
        "thing", lambda user, pk: frozenset({"seat"} if pk == 7 else ()), ["seat"]
    )
    person = UserFactory()

    assert decide(person, thing_id="7").allowed
    assert not decide(person, thing_id="8").allowed


@pytest.mark.parametrize("bad", ["", "abc", None, "9" * 400])
def test_an_id_that_is_no_number_lets_nobody_in(table, bad):
    access.register([Row("room:page", relations={"seat"}, subject="thing")])
    access.register_subject(
        "thing", lambda user, pk: frozenset({"seat"} if pk == 7 else ()), ["seat"]
    )

    assert not decide(UserFactory(), thing_id=bad).allowed


def test_whoever_has_nothing_to_do_with_an_object_does_not_learn_that_it_exists(table):
    access.register([Row("room:page", relations={"seat"}, subject="thing")])
    access.register_subject("thing", lambda user, pk: frozenset(), ["seat"])

    assert not decide(UserFactory(), thing_id=7).related
    assert decide(UserFactory(recruiter=True), thing_id=7).related


def test_relations_are_looked_up_once_for_a_page_of_buttons(table):
    asked = []
    access.register([Row(f"room:{n}", relations={"seat"}, subject="thing") for n in range(5)])
    access.register_subject("thing", lambda user, pk: asked.append(pk) or frozenset(), ["seat"])
    person, cache = UserFactory(), {}

    for n in range(5):
        access.decide(person, f"room:{n}", "POST", {"thing_id": 7}, cache)

    assert asked == [7]
