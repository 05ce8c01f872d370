"""The pages of debriefs: they say what the PDF says, to whom may read it."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hiring.activity.models import BackgroundJob, Event
from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.actions.requesting import request_debrief
from hiring.debriefs.assembly import fingerprint
from hiring.debriefs.models import Debrief, DebriefState, Decision
from hiring.debriefs.verbs import Verb
from hiring.pipeline.models import RejectionReason
from tests.debriefs.conftest import words
from tests.factories.debriefs import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]


DATA = Path(__file__).parents[1] / "data" / "debriefs"


def url(name: str, debrief: Debrief) -> str:
    return reverse(f"debriefs:{name}", kwargs={"debrief_id": debrief.pk})


# ---- One debrief -----------------------------------------------------------------------------


def test_the_page_says_what_the_content_says(client_of):
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle, 4, None)
    made.submit(first, 3, 2)
    made.submit(second, 1, 3)
    debrief = made.debrief()

    page = words(client_of(made.manager).get(debrief.get_absolute_url()))

    for hypothesis in debrief.content["hypotheses"]:
        assert hypothesis["competency"]["name"] in page
        for seen in hypothesis["observations"]:
            assert seen["evidence"] in page
    for one in debrief.content["recommendations"]:
        assert one["summary"] in page
    assert "Modeling: 2 levels apart on “Take-home review: modeling”" in page
    assert f"Not observed by {puzzle.user.name}" in page
    assert "Modeling, the only strength to validate" not in page
    assert "Modeling is split" in page
    assert "2 of 3 at or above" in page
    assert "Level 3 needed, Math puzzle: modeling : Said 3 of four things." in page
    for old in ("likely met", "prior", "at least “", "seed"):
        assert old not in page
    assert "ask why it says “not observed”" in page


def test_each_quote_stands_once(client_of):
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle, 4, 3)
    made.submit(first, 4)
    made.submit(second, 1)

    page = words(client_of(made.manager).get(made.debrief().get_absolute_url()))

    assert page.count(f"{second.user.name} saw: Take-home review: software.") == 1


def test_a_content_of_an_earlier_shape_still_opens(client_of):
    made = scene().submit_all()
    debrief = made.debrief()
    old = json.loads((DATA / "content-4.json").read_text())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL hiring.erasing = 'on'")
    Debrief.objects.filter(pk=debrief.pk).update(content=old)

    page = words(client_of(made.manager).get(debrief.get_absolute_url()))

    assert "Chidi Okonkwo" in page
    assert "ML system design was not tested" in page
    assert "Statistics and experiments: 2 levels apart on “Leakage and splits”" in page
    assert "Names the assumption and what breaks without it" in page


def test_it_can_be_had_as_markdown_and_as_the_sealed_json(client_of):
    made = scene(candidate="Chidi *Okonkwo*").submit_all()
    debrief, client = made.debrief(), client_of(made.manager)

    text = client.get(url("markdown", debrief)).content.decode()
    sealed = client.get(url("json", debrief))

    assert text.startswith(r"# Chidi \*Okonkwo\*")
    assert "### Modeling: Met, 3 of 3 at or above" in text
    assert sealed.json() == debrief.content
    assert fingerprint(sealed.json()) == debrief.fingerprint


def test_evidence_is_whole_on_the_page_and_harmless(client_of):
    made = scene()
    text = "<script>alert(1)</script> " + "word " * 1_900 + "the end"
    made.submit_all(evidence=text)

    response = client_of(made.manager).get(made.debrief().get_absolute_url())

    assert "<script>alert(1)" not in response.content.decode()
    assert text in words(response).replace("\n", " ")


def test_the_page_is_noted_as_read(client_of):
    made = scene().submit_all()
    debrief = made.debrief()

    client_of(made.manager).get(debrief.get_absolute_url())
    client_of(made.manager).get(debrief.get_absolute_url())

    assert Event.objects.filter(verb=Verb.DEBRIEF_READ, actor=made.manager).count() == 1


def test_the_manager_is_asked_to_decide_and_a_recruiter_is_not(client_of):
    made = scene().submit_all()
    debrief = made.debrief()

    assert 'name="outcome"' in client_of(made.manager).get(url("detail", debrief)).content.decode()
    assert "outcome" not in client_of(made.recruiter).get(url("detail", debrief)).content.decode()


def test_an_older_version_points_to_the_newer_one(client_of):
    made = scene().submit_all()
    first = made.debrief()
    second = made.debrief(again=True)

    response = client_of(made.manager).get(url("detail", first))

    assert "This is an older version." in words(response)
    assert second.get_absolute_url() in response.content.decode()
    assert 'name="outcome"' not in response.content.decode()


def test_a_page_costs_the_same_whatever_the_loop(client_of):
    counts = []
    for loop in (
        {"Math puzzle": ("math_puzzle", ["Modeling"], 2)},
        {
            name: ("ml_coding", ["Modeling", "Software", "Communication"], 2)
            for name in ("One", "Two", "Three")
        },
    ):
        made = scene(loop=loop).submit_all()
        debrief, client = made.debrief(), client_of(made.manager)
        client.get(url("detail", debrief))
        with CaptureQueriesContext(connection) as queries:
            client.get(url("detail", debrief))
        counts.append(len(queries))

    # One more where something is open that more evidence could be about.
    assert counts[1] <= counts[0] <= counts[1] + 1 <= 20


def test_a_page_after_an_erasure_says_so(client_of):
    made = scene().submit_all()
    debrief = made.debrief()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL hiring.erasing = 'on'")
    Debrief.objects.filter(pk=debrief.pk).update(content={})
    debrief.pdf.storage.delete(debrief.pdf.name)

    client = client_of(made.manager)

    assert "This report was deleted" in words(client.get(url("detail", debrief)))
    assert client.get(url("pdf", debrief)).status_code == 404


# ---- While it is made ------------------------------------------------------------------------


def test_progress_is_shown_and_asks_again_by_itself(client_of):
    made = scene().submit_all()
    debrief = request_debrief(application=made.application, actor=made.recruiter)
    BackgroundJob.objects.update(progress=40)

    page = client_of(made.manager).get(url("detail", debrief)).content.decode()

    assert "40 / 100" in page
    assert url("progress", debrief) in page
    assert "<noscript>" in page


def test_progress_leads_to_the_page_when_it_is_ready(client_of):
    made = scene().submit_all()
    debrief = made.debrief()
    client = client_of(made.manager)

    by_htmx = client.get(url("progress", debrief), headers={"HX-Request": "true"})

    assert by_htmx["HX-Redirect"] == debrief.get_absolute_url()
    assert client.get(url("progress", debrief)).url == debrief.get_absolute_url()


def test_one_that_failed_says_why_and_can_be_tried_again(client_of):
    made = scene().submit_all()
    debrief = request_debrief(application=made.application, actor=made.recruiter)
    BackgroundJob.objects.update(state="failed")
    Debrief.objects.update(state=DebriefState.FAILED, error="no room on the disk")
    client = client_of(made.recruiter)

    page = client.get(url("detail", debrief))
    assert "no room on the disk" in words(page)
    assert "Try again" in words(page)

    ask = reverse("debriefs:request", kwargs={"application_id": made.application.pk})
    assert client.post(ask).url == debrief.get_absolute_url()
    debrief.refresh_from_db()
    assert debrief.is_being_made


# ---- Asking for one --------------------------------------------------------------------------


def of_application(made) -> str:
    return reverse("debriefs:of_application", kwargs={"application_id": made.application.pk})


def test_without_one_the_page_offers_to_make_it(client_of):
    made = scene().submit_all()

    page = client_of(made.recruiter).get(of_application(made))

    assert "Create debrief" in words(page)


def test_without_all_cards_it_names_who_owes_them(client_of):
    made = scene()
    made.submit(made.seats[0])

    page = words(client_of(made.recruiter).get(of_application(made)))

    assert made.seats[1].user.name in page
    assert made.seats[0].user.name not in page
    assert "Create debrief" not in page


def test_asking_too_early_says_why_and_changes_nothing(client_of):
    made = scene()
    ask = reverse("debriefs:request", kwargs={"application_id": made.application.pk})

    response = client_of(made.recruiter).post(ask, follow=True)

    assert "Scorecards are missing from" in words(response)
    assert not Debrief.objects.exists()


def test_of_an_application_leads_to_its_newest(client_of):
    made = scene().submit_all()
    made.debrief()
    second = made.debrief(again=True)

    assert client_of(made.manager).get(of_application(made)).url == second.get_absolute_url()


# ---- Deciding --------------------------------------------------------------------------------


def test_the_manager_decides_in_one_form(client_of):
    made = scene().submit_all()
    debrief = made.debrief()
    reason = RejectionReason.objects.ours().first()

    response = client_of(made.manager).post(
        url("decide", debrief),
        {"outcome": "reject", "reason": "Not now.", "rejection_reason": reason.pk},
        follow=True,
    )

    assert "Reject" in words(response)
    assert "Not now." in words(response)
    assert Decision.objects.get().reason == "Not now."


def test_what_is_missing_is_told_at_the_field_and_what_was_typed_stays(client_of):
    made = scene().submit_all()
    debrief = made.debrief()

    response = client_of(made.manager).post(
        url("decide", debrief), {"outcome": "reject", "reason": "Long thought over."}
    )

    assert response.status_code == 422
    assert "Choose a rejection reason." in words(response)
    assert "Long thought over." in response.content.decode()


def test_a_decision_without_anything_says_what_a_decision_needs(client_of):
    made = scene().submit_all()

    response = client_of(made.manager).post(url("decide", made.debrief()))

    assert response.status_code == 422
    assert "Choose a decision." in words(response)
    assert "Give a reason; nobody will be able to reconstruct it later." in words(response)


def test_a_lost_race_answers_409_with_who_was_faster(client_of):
    made = scene().submit_all()
    debrief = made.debrief()
    decide(debrief=debrief, outcome="more_evidence", reason="Unsettled.", actor=made.manager)

    response = client_of(made.manager).post(
        url("decide", debrief), {"outcome": "advance", "reason": "Enough."}
    )

    assert response.status_code == 409
    assert Decision.objects.count() == 1
    assert "already decided on this debrief: gather more evidence" in words(response)
    assert "Your decision was not recorded" in words(response)
    assert "Enough." in words(response)


def test_a_decision_on_an_outdated_version_is_told_so_and_its_words_are_shown(client_of):
    made = scene().submit_all()
    first = made.debrief()
    made.debrief(again=True)

    response = client_of(made.manager).post(
        url("decide", first), {"outcome": "advance", "reason": "Enough."}
    )

    assert response.status_code == 409
    assert "There is a newer version of this debrief" in words(response)
    assert "Enough." in words(response)


def test_a_recruiter_can_not_decide(client_of):
    made = scene().submit_all()
    debrief = made.debrief()

    response = client_of(made.recruiter).post(
        url("decide", debrief), {"outcome": "advance", "reason": "Yes."}
    )

    assert response.status_code == 403
    assert not Decision.objects.exists()


def test_whether_it_helped_is_asked_and_kept(client_of):
    made = scene().submit_all()
    debrief, client = made.debrief(), client_of(made.manager)

    response = client.post(url("rate", debrief), {"helped": "yes"}, headers={"HX-Request": "true"})

    assert 'value="yes" aria-pressed="true"' in " ".join(response.content.decode().split())
    assert client.post(url("rate", debrief), {"helped": "no"}).url.endswith("#helped")
