"""What interviews hold on a person: exported, erased, merged."""

import pytest

from candidates.models import Candidate
from candidates.personal_data.registry import all_personal_data, erase_rows, export_candidate
from hiring.activity.actions import Refused
from hiring.interviews.models import (
    DebriefMeeting,
    HeldTime,
    Hold,
    Interview,
    Loop,
    MeetingAnswer,
    Proposal,
    Seat,
)
from tests.factories.candidates import CandidateFactory
from tests.factories.interviews import booked, held, interviews_of, on_day

pytestmark = pytest.mark.django_db
OURS = [h for h in all_personal_data() if h.label.startswith("interviews.")]


def erase(candidate: Candidate) -> None:
    for holding in OURS:
        erase_rows(holding, candidate)


def merge(duplicate: Candidate, into: Candidate) -> None:
    for holding in OURS:
        holding.merge(holding.rows(duplicate), into)


def test_every_table_is_registered():
    assert {holding.model for holding in OURS} == {
        Interview,
        DebriefMeeting,
        MeetingAnswer,
        DebriefMeeting.people.through,
        HeldTime,
        Hold,
        Interview.questions.through,
        Loop,
        Proposal,
        Seat,
    }


def test_an_export_says_when_a_person_met_whom():
    loop = booked()
    [first, _] = interviews_of(loop)

    found = export_candidate(loop.application.candidate)

    assert found["interviews.interview"][0]["name"] == "Math puzzle"
    assert found["interviews.interview"][0]["starts_at"] == first.starts_at.isoformat()
    assert found["interviews.seat"][0]["user__name"] == first.seats.get().user.name
    assert found["interviews.loop"][0]["stage__name"] == "Onsite"


def test_an_erasure_blanks_where_they_met_and_keeps_the_dates():
    loop = booked()
    Interview.objects.filter(loop=loop).update(place="https://meet.example/chidi")

    erase(loop.application.candidate)

    [first, second] = interviews_of(loop)
    assert (first.place, second.place) == ("", "")
    assert first.starts_at == on_day(2, 10)


def test_a_merge_points_interviews_at_the_other_person():
    loop, other = held(), CandidateFactory()

    merge(loop.application.candidate, other)

    assert {interview.candidate for interview in interviews_of(loop)} == {other}


def test_two_people_with_interviews_at_one_time_are_not_merged_into_two_places():
    one, other = booked(), booked()

    with pytest.raises(Refused, match="at the same time as “Math puzzle”"):
        merge(one.application.candidate, other.application.candidate)
