"""Addresses for the tests of the interface alone: the gallery, failures, and the login pages."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from tests.ui.gallery import gallery


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def misread(request: HttpRequest) -> HttpResponse:
    raise BadRequest


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def conflict(request: HttpRequest) -> HttpResponse:
    return render(request, "409.html", {"reason": "The seat is taken."}, status=409)


def slowed(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [
    path("gallery/", gallery),
    path("denied/", denied),
    path("misread/", misread),
    path("broken/", broken),
    path("conflict/", conflict),
    path("slowed/", slowed),
    path("empty/", empty),
    path("accounts/", include("allauth.account.urls")),
]
