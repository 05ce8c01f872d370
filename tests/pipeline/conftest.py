import pytest

from hiring.pipeline.models import Application
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import opening
from tests.requisitions.conftest import api

__all__ = ["api"]


@pytest.fixture
def recruiter(client):
    user = UserFactory(recruiter=True)
    client.force_login(user)
    return user


@pytest.fixture
def requisition():
    """Rosa's open job; reasons to reject are there."""
    reason()
    return opening(actor=UserFactory(recruiter=True, name="Rosa Klein"))


@pytest.fixture
def page(page_of, requisition):
    """A page of the requisition's recruiter."""
    return page_of(requisition.hiring_team.get().user)


def people(requisition, *names):
    """Somebody of each name, who has applied."""
    return [application(requisition=requisition, name=name) for name in names]


def where(made):
    """The kind of stage that the application is in by now."""
    return Application.objects.get(pk=made.pk).stage.kind
