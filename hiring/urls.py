"""The routes of the product: each app's own, under one name each."""

from django.urls import include, path

from hiring.accounts.sign_in import SignIn
from hiring.activity.health import healthz
from hiring.api.routes import patterns

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("hiring.accounts.urls")),
    path("accounts/login/", SignIn.as_view(), name="account_login"),
    path("accounts/", include("allauth.account.urls")),
    path("messages/", include("hiring.messaging.urls")),
    path("requisitions/", include("hiring.requisitions.urls")),
    path("candidates/", include("candidates.urls")),
    path("applications/", include("hiring.pipeline.urls")),
    path("availability/", include("hiring.scheduling.urls")),
    path("interviews/", include("hiring.interviews.urls")),
    path("choose-a-time/", include("hiring.interviews.public_urls")),
    path("your-interviews/", include("hiring.interviews.candidate_urls")),
    path("scorecards/", include("hiring.scorecards.urls")),
    path("take-homes/", include("hiring.scorecards.public_urls")),
    path("debriefs/", include("hiring.debriefs.urls")),
    path("rubrics/", include("rubrics.urls")),
    path("api/", include((patterns(), "api"))),
]

handler400 = "hiring.api.errors.bad_request"
handler403 = "hiring.api.errors.permission_denied"
handler404 = "hiring.api.errors.page_not_found"
handler500 = "hiring.api.errors.server_error"
