"""A take-home by a link: what the candidate reads, what they never read, and dead links."""

import html as markup
import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from rest_framework.throttling import SimpleRateThrottle

from candidates.models import Candidate
from hiring.accounts.links import make_link, token_of
from hiring.activity import clock
from hiring.interviews.actions.canceling import cancel_loop
from hiring.pipeline.actions.moving import withdraw
from hiring.pipeline.actions.reopening import reopen
from hiring.scorecards.actions.linking import create_take_home_link, revoke_take_home_link
from hiring.scorecards.actions.question_instances import instantiate_questions
from rubrics.content.take_homes import GENERATORS
from tests.factories.accounts import UserFactory
from tests.factories.interviews import question
from tests.factories.pipeline import reason
from tests.scorecards.conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_from_before")]


KEY = "tickets-to-teams"


def brief(token) -> str:
    return reverse("take_homes:brief", kwargs={"token": token})


def data(token) -> str:
    return reverse("take_homes:data", kwargs={"token": token})


# ---- What opens ------------------------------------------------------------------------------


def test_without_an_account_the_candidate_reads_brief_time_box_and_rules(client, link, instance):
    answer = client.get(brief(token_of(link)))

    shown = text(answer)
    assert answer.status_code == 200
    assert "Tickets to teams" in shown
    assert instance.interview.loop.application.requisition.title in shown
    assert "At most 4 hours" in shown
    assert "A matrix A has rank one" in shown
    assert "What to submit A page for the head of support" in shown
    assert "What is not evaluated The last percent of accuracy" in shown
    assert "We sit together for ninety minutes instead." in shown
    assert "Download data" in shown


def test_the_candidate_reads_until_when_the_page_opens(client, link):
    said = text(client.get(brief(token_of(link))))

    assert "Available until" in said
    assert f"{link.expires_at:%B %-d, %Y}" in said


@pytest.mark.parametrize(
    ("minutes", "said"), [(60, "At most 1 hour "), (90, "At most 90 minutes"), (120, "2 hours")]
)
def test_the_time_box_is_in_hours_where_they_are_whole(client, instance, minutes, said):
    version = question(instance.interview.rubric_version, title="Another", minutes=minutes)
    instance.interview.questions.set([version])
    [_, other] = sorted(
        instantiate_questions(interview=instance.interview, actor=UserFactory(recruiter=True)),
        key=lambda one: one.pk,
    )
    link = create_take_home_link(instance=other, actor=UserFactory(recruiter=True))

    assert said in text(client.get(brief(token_of(link))))


def test_its_source_holds_nothing_that_only_the_staff_may_read(client, link, instance):
    source = markup.unescape(client.get(brief(token_of(link))).content.decode())

    truth = GENERATORS[KEY].truth(instance.seed)
    for secret in (
        "The trace is the only eigenvalue.",
        "Write it as an outer product.",
        "3 at most.",
        "And of rank two?",
        "Corrected lines.",
        str(instance.seed),
        truth.summary,
        *(fact.title for fact in truth.facts),
        *(fact.text for fact in truth.facts),
        "Chidi Okonkwo",
        "Ada Lovelace",
        "Rosa Klein",
    ):
        assert secret not in source


def test_the_data_are_those_of_this_use_and_their_name_does_not_tell_the_seed(
    client, link, instance
):
    answer = client.get(data(token_of(link)))

    assert answer.content == GENERATORS[KEY].archive(instance.seed)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{KEY}.zip"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert f"{KEY}/README.md" in names
    assert not any(str(instance.seed) in name for name in names)


def test_a_brief_without_data_offers_none(client, instance):
    version = question(instance.interview.rubric_version, title="No data")
    instance.interview.questions.set([version])
    instances = instantiate_questions(
        interview=instance.interview, actor=UserFactory(recruiter=True)
    )
    plain = next(one for one in instances if one.version == version)
    token = token_of(create_take_home_link(instance=plain, actor=UserFactory(recruiter=True)))

    assert "Download" not in text(client.get(brief(token)))
    assert client.get(data(token)).status_code == 404


def test_it_is_read_by_no_search_engine_kept_nowhere_and_told_to_no_other_site(client, link):
    for address in (brief, data):
        headers = client.get(address(token_of(link))).headers
        assert "noindex" in headers["X-Robots-Tag"]
        assert "no-store" in headers["Cache-Control"]
        assert headers["Referrer-Policy"] == "no-referrer"


def test_it_takes_a_handful_of_queries(client, link, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(brief(token_of(link)))


def test_nothing_can_be_sent_to_it(client, link):
    for address in (brief, data):
        assert client.post(address(token_of(link))).status_code in (302, 405)


# ---- What does not ---------------------------------------------------------------------------


def both(client, token):
    return [client.get(address(token)) for address in (brief, data)]


def test_an_expired_link_says_so_and_shows_nothing(client, link):
    with clock.set_to(link.expires_at + timedelta(minutes=1)):
        answers = both(client, token_of(link))

    for answer in answers:
        assert answer.status_code == 410
        assert "This link has expired" in text(answer)
        assert "Tickets" not in text(answer)


def test_a_revoked_link_says_so_and_shows_nothing(client, link, instance):
    revoke_take_home_link(instance=instance, actor=UserFactory(recruiter=True))

    for answer in both(client, token_of(link)):
        assert answer.status_code == 410
        assert "This link has been replaced" in text(answer)
        assert "Tickets" not in text(answer)


def test_the_link_of_an_interview_that_was_called_off_is_no_longer_in_use(client, link, instance):
    cancel_loop(loop=instance.interview.loop, actor=UserFactory(coordinator=True))

    for answer in both(client, token_of(link)):
        assert answer.status_code == 410
        assert "This link has been replaced" in text(answer)


def test_nobody_works_for_an_application_that_has_ended(client, link, instance):
    application, recruiter = instance.interview.loop.application, UserFactory(recruiter=True)
    withdraw(
        application=application,
        reason=reason("withdrew-other-offer"),
        actor=recruiter,
        cancel_interviews=False,
    )

    for answer in both(client, token_of(link)):
        assert answer.status_code == 410
        assert "This link has been replaced" in text(answer)

    reopen(application=application, actor=recruiter)
    assert client.get(brief(token_of(link))).status_code == 200


def test_a_person_whose_data_was_erased_has_no_link(client, link, instance):
    Candidate.objects.filter(pk=instance.interview.candidate_id).update(erased_at=clock.now())

    assert [answer.status_code for answer in both(client, token_of(link))] == [410, 410]


def test_a_replaced_link_gives_way_to_the_new_one(client, link, instance):
    new = create_take_home_link(
        instance=instance, actor=UserFactory(recruiter=True), instead_of=link.pk
    )

    assert client.get(brief(token_of(link))).status_code == 410
    assert client.get(brief(token_of(new))).status_code == 200


def hostile(link, instance) -> list[str]:
    number, signature = token_of(link).split(".")
    twin = make_link(
        purpose="self-scheduling", object_id=instance.pk, lifetime=timedelta(days=1), actor=None
    )
    return [
        number,
        f"{number}.",
        f"{int(number) + 1}.{signature}",
        f"{number}.{signature[:-1]}",
        f"{number}.{signature}x",
        f"-{number}.{signature}",
        f"{number}:{signature}",
        token_of(twin),
        "..",
        "x" * 3_000,
        "é\u202e漢",
        "%00",
        "<script>alert(1)",
        "{{ 7 }}",
        "' OR 1=1 --",
    ]


def test_forged_tokens_and_those_of_another_purpose_all_get_the_same_page(client, link, instance):
    pages = set()
    for token in hostile(link, instance):
        for answer in both(client, token):
            assert answer.status_code == 404, token
            pages.add(re.sub(r"csrf\S+|X-CSRFToken\S+ \S+", "", text(answer)))

    assert len(pages) == 1
    assert "is not valid" in pages.pop()


def test_a_link_to_nothing_is_no_longer_in_use(client):
    ghost = make_link(purpose="exercise", object_id=1, lifetime=timedelta(days=1), actor=None)

    assert client.get(brief(token_of(ghost))).status_code == 410


def test_who_asks_too_often_waits_and_others_do_not(client, monkeypatch):
    rates = {"public_page": "2/min", "public_file": "1/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)

    assert [client.get(brief("x")).status_code for _ in range(3)] == [404, 404, 429]
    assert [client.get(data("x")).status_code for _ in range(2)] == [404, 429]
    assert client.get(brief("x"), REMOTE_ADDR="192.0.2.7").status_code == 404


def test_an_invented_forwarding_does_not_help_past_the_limit(client, monkeypatch):
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"public_page": "1/min"})
    client.get(brief("x"))

    headers = {"X-Forwarded-For": "198.51.100.4"}
    assert client.get(brief("x"), headers=headers).status_code == 429


def test_a_signed_in_person_sees_the_same_page(client_of, link):
    answer = client_of(UserFactory(administrator=True)).get(brief(token_of(link)))

    assert "At most 4 hours" in text(answer)
    assert "Jobs" not in text(answer)
