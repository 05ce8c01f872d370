"""Keyset pages: every row once, in order, whatever the order is and whoever sends the cursor."""

import datetime
import re
from itertools import pairwise

import pytest
from django.core import signing
from django.db import connection, models
from django.http import QueryDict
from django.test.utils import isolate_apps
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.ui.pagination import keyset_page

ORDERS = [
    ("number",),
    ("-number",),
    ("name", "-number"),
    ("-happened", "name"),
    ("happened",),
    ("-happened",),
    ("parent__name", "-number"),
    (),
]


@pytest.fixture(scope="module")
def readings(django_db_setup, django_db_blocker):
    """A table that exists for this module only: repeated values, NULLs, a relation."""
    with isolate_apps("hiring.ui"), django_db_blocker.unblock():

        class Reading(models.Model):
            number = models.IntegerField()
            name = models.CharField(max_length=20)
            happened = models.DateTimeField(null=True)
            parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True)

            class Meta:
                app_label = "ui"

            def __str__(self):
                return self.name

        with connection.schema_editor() as editor:
            editor.create_model(Reading)
        fill(Reading)
        yield Reading.objects.select_related("parent")
        with connection.schema_editor() as editor:
            editor.delete_model(Reading)


def fill(model):
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    for n in range(23):
        model.objects.create(
            number=n % 4,
            name=f"n{n % 3}",
            happened=None if n % 5 == 0 else start + datetime.timedelta(hours=n // 2),
            parent=model.objects.order_by("pk").first() if n % 3 else None,
        )


def cursor_of(url):
    return QueryDict(url.removeprefix("?")).get("cursor") if url else None


def forward(queryset, order, size):
    pages, cursor = [], None
    while True:
        page = keyset_page(queryset, order=order, cursor=cursor, size=size)
        pages.append(page)
        cursor = cursor_of(page.next_url)
        if cursor is None:
            return pages


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 4, 23, 50])
def test_going_forward_shows_every_row_once_in_order(readings, order, size):
    pages = forward(readings, order, size)

    tie = "-pk" if order and order[-1].startswith("-") else "pk"
    seen = [row.pk for page in pages for row in page]
    assert seen == [row.pk for row in readings.order_by(*order, tie)]


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
def test_going_back_shows_the_same_pages(readings, order):
    pages = forward(readings, order, 5)

    for before, after in pairwise(pages):
        back = keyset_page(readings, order=order, cursor=cursor_of(after.previous_url), size=5)
        assert [row.pk for row in back] == [row.pk for row in before]
        assert cursor_of(back.next_url)
    assert pages[0].previous_url == ""
    assert pages[-1].next_url == ""


@pytest.mark.django_db
def test_rows_that_arrive_meanwhile_move_nothing(readings):
    first = keyset_page(readings, order=("-number",), cursor=None, size=4)
    readings.model.objects.create(number=99, name="late")

    second = keyset_page(readings, order=("-number",), cursor=cursor_of(first.next_url), size=4)

    assert not {row.pk for row in first} & {row.pk for row in second}


@pytest.mark.django_db
def test_a_page_whose_rows_are_gone_gives_the_first_one(readings):
    pages = forward(readings, ("number",), 8)
    cursor = cursor_of(pages[-2].next_url)
    readings.filter(pk__in=[row.pk for row in pages[-1]]).delete()

    page = keyset_page(readings, order=("number",), cursor=cursor, size=8)

    assert [row.pk for row in page] == [row.pk for row in pages[0]]


@pytest.mark.django_db
@given(text=st.text(max_size=80))
@settings(max_examples=50)
def test_no_text_as_a_cursor_breaks_the_page(readings, text):
    page = keyset_page(readings, order=("number",), cursor=text, size=3)

    assert len(page) == 3


@pytest.mark.django_db
def test_a_cursor_belongs_to_its_order(readings):
    cursor = cursor_of(forward(readings, ("name",), 5)[0].next_url)

    page = keyset_page(readings, order=("-name",), cursor=cursor, size=5)

    assert page.previous_url == ""


@pytest.mark.django_db
def test_a_signed_cursor_of_the_wrong_shape_gives_the_first_page(readings):
    salt = "hiring.ui.pagination:ui.Reading:number,pk"
    for shape in (["next", [["int", "1"]]], ["next"], 7, ["next", [["date", "x"], ["int", "1"]]]):
        cursor = signing.dumps(shape, salt=salt)
        assert keyset_page(readings, order=("number",), cursor=cursor, size=5).previous_url == ""


@pytest.mark.django_db
def test_the_other_parameters_stay_in_the_links(readings):
    params = QueryDict("stage=onsite&q=a+b&cursor=old")

    page = keyset_page(readings, order=("number",), cursor=None, size=5, params=params)

    kept = QueryDict(page.next_url.removeprefix("?"))
    assert (kept["stage"], kept["q"]) == ("onsite", "a b")
    assert kept["cursor"] != "old"
    assert params["cursor"] == "old"


@pytest.mark.django_db
def test_one_direction_is_one_row_comparison(readings, django_assert_num_queries):
    cursor = cursor_of(keyset_page(readings, order=("-number",), cursor=None, size=5).next_url)

    with django_assert_num_queries(1) as queries:
        keyset_page(readings, order=("-number",), cursor=cursor, size=5)

    sql = queries.captured_queries[0]["sql"]
    assert re.search(r'\("ui_reading"."number", "ui_reading"."id"\) < \(\d+, \d+\)', sql)


@pytest.mark.django_db
def test_mixed_directions_still_bound_the_first_column(readings, django_assert_num_queries):
    order = ("name", "-number")
    cursor = cursor_of(keyset_page(readings, order=order, cursor=None, size=5).next_url)

    with django_assert_num_queries(1) as queries:
        keyset_page(readings, order=order, cursor=cursor, size=5)

    assert re.search(r'"ui_reading"."name" >= \'n\d\'', queries.captured_queries[0]["sql"])


@pytest.mark.django_db
def test_rows_may_be_dictionaries(readings):
    rows = readings.values("pk", "number")

    page = keyset_page(rows, order=("number",), cursor=None, size=5)

    assert len(keyset_page(rows, order=("number",), cursor=cursor_of(page.next_url), size=5)) == 5


@pytest.mark.django_db
def test_an_annotation_can_order(readings):
    rows = readings.annotate(double=models.F("number") * 2)

    seen = [row.pk for page in forward(rows, ("-double",), 4) for row in page]

    assert len(seen) == len(set(seen)) == rows.count()
