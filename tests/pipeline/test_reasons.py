"""The catalog of reasons."""

import pytest
from django.core.management import call_command

from hiring.pipeline.actions.reasons import load_rejection_reasons
from hiring.pipeline.models import RejectionReason

pytestmark = pytest.mark.django_db


def test_it_is_loaded_once_and_what_the_organization_worded_stays():
    added = load_rejection_reasons()
    RejectionReason.objects.filter(key="no-reply").update(label="Gone quiet", position=99)

    assert added == RejectionReason.objects.count() >= 15
    assert load_rejection_reasons() == 0
    assert RejectionReason.objects.get(key="no-reply").label == "Gone quiet"


def test_there_are_nine_of_ours_to_pick_by_a_digit_and_some_of_the_candidates():
    load_rejection_reasons()

    assert RejectionReason.objects.ours().count() >= 9
    assert RejectionReason.objects.of_the_candidate().count() >= 5


def test_no_reason_speaks_of_the_person():
    load_rejection_reasons()

    labels = " ".join(RejectionReason.objects.values_list("label", flat=True)).lower()

    for word in ("culture", "overqualified", "attitude", "age", "fit "):
        assert word not in labels.replace("manager", "").replace("language", "")


def test_the_command_says_how_many_are_new(capsys):
    call_command("load_rejection_reasons")
    call_command("load_rejection_reasons")

    first, second = capsys.readouterr().out.splitlines()
    assert first != "Reasons: 0 added."
    assert second == "Reasons: 0 added."
