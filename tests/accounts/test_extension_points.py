"""What apps above add to pages."""

import pytest
from django.urls import reverse

from candidates.extension_points import LIST_BUTTONS
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_a_page_shows_what_other_apps_add_to_those_who_may_open_it(client_of, monkeypatch):
    monkeypatch.setattr(LIST_BUTTONS, "_additions", list(LIST_BUTTONS._additions))
    LIST_BUTTONS.add(5, "accounts:user_list", "Ask a colleague", "users")
    administrator, recruiter = UserFactory(administrator=True), UserFactory(recruiter=True)

    page = client_of(administrator).get(reverse("candidates:list")).content.decode()
    assert page.index("Ask a colleague") < page.index("Import")

    page = client_of(recruiter).get(reverse("candidates:list")).content.decode()
    assert "Ask a colleague" not in page
    assert "Import" in page
