"""The routes of the product: each room's own, under one name each."""

from importlib.util import find_spec

from django.urls import include, path

from hiring.activity.health import healthz
from hiring.api.routes import patterns

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("hiring.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("requisitions/", include("hiring.requisitions.urls")),
    *([path("candidates/", include("candidates.urls"))] if find_spec("candidates.urls") else []),
    path("applications/", include("hiring.pipeline.urls")),
    path("interviews/", include("hiring.interviews.urls")),
    path("scorecards/", include("hiring.scorecards.urls")),
    path("debriefs/", include("hiring.debriefs.urls")),
    *([path("rubrics/", include("rubrics.urls"))] if find_spec("rubrics.urls") else []),
    path("api/", include((patterns(), "api"))),
]
