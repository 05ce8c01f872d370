"""A probe for one past project, made on the spot: nothing that is typed here is kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hiring.accounts.requests import StaffRequest
from rubrics.bank.forms.probes import ProbeForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def probe_builder(request: StaffRequest) -> HttpResponse:
    """The form, and the tree of questions once it is filled in."""
    if request.method != "POST":
        return render(request, "rubrics/probe_builder.html", {"form": ProbeForm()})
    form = ProbeForm(request.POST)
    if not form.is_valid():
        return render(request, "rubrics/probe_builder.html", {"form": form}, status=400)
    page = {"form": form, "probe": form.made(), "role": form.cleaned_data["role"]}
    return render(request, "rubrics/probe_builder.html", page)
