"""What a debrief says is what the scorecards say."""

import pytest

from hiring.debriefs.assembly import assemble
from tests.factories.debriefs import scene

pytestmark = pytest.mark.django_db


def test_it_says_who_for_what_and_by_whom():
    made = scene(candidate="Chidi Okonkwo").submit_all()

    content = assemble(made.application)

    assert content["candidate"]["name"] == "Chidi Okonkwo"
    assert content["requisition"]["key"] == made.requisition.key
    assert content["requisition"]["archetype"] == "ML engineer"
    assert content["requisition"]["level"] == "Senior"
    assert content["team"]["hiring_manager"] == ["Margaret Hamilton"]
