"""Saving how one looks at a list under a name."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.accounts import list_views
from hiring.accounts.models import SavedView, User
from hiring.accounts.requests import StaffRequest
from hiring.activity import refusals
from hiring.activity.actions import Refused

MAX_VIEWS = 50
MAX_QUERY = 2000


@transaction.atomic
def save_view(
    *, list_key: str, name: str, query: str, actor: User, is_shared: bool = False
) -> SavedView:
    """Return the person's view of this name, changed to the query if it is there already."""
    if list_views.find(list_key) is None:
        raise Refused(_("This list has no saved views."), field="list")
    kept, name = list_views.query_to_save(query), " ".join(name.split())
    if not name or len(name) > 60:
        raise Refused(_("Enter a name of at most 60 characters."), field="name")
    if len(kept) > MAX_QUERY:
        raise Refused(_("This view has too many filters to be saved."), field="query")
    User.objects.select_for_update().get(pk=actor.pk)
    own = SavedView.objects.filter(owner=actor, list_key=list_key)
    view = own.filter(name__iexact=name).first() or SavedView(owner=actor, list_key=list_key)
    if view.pk is None and own.count() >= MAX_VIEWS:
        raise Refused(_("You can save at most 50 views of a list. Delete one first."))
    view.name, view.query, view.is_shared = name, kept, is_shared
    view.save()
    return view


class ViewForm(forms.Form):
    list = forms.CharField(max_length=40)
    name = forms.CharField(max_length=60)
    query = forms.CharField(required=False)
    is_shared = forms.BooleanField(required=False)


@require_POST
def view_save(request: StaffRequest) -> HttpResponse:
    form = ViewForm(request.POST)
    listed = list_views.find(request.POST.get("list", ""))
    back = f"{reverse(listed.route)}?{request.POST.get('query', '')}" if listed else "/"
    with refusals.flashed(request):
        if not form.is_valid():
            raise Refused(_("Enter a name of at most 60 characters."))
        values = dict(form.cleaned_data)
        view = save_view(list_key=values.pop("list"), actor=request.user, **values)
        messages.success(request, _("Saved the view “%(name)s”.") % {"name": view.name})
        return redirect(list_views.url_of(view))
    return redirect(back)


@require_POST
def view_delete(request: StaffRequest, view_id: int) -> HttpResponse:
    own = SavedView.objects.visible_to(request.user).removable_by(request.user)
    view = get_object_or_404(own, pk=view_id)
    view.delete()
    messages.success(request, _("Deleted the view “%(name)s”.") % {"name": view.name})
    listed = list_views.find(view.list_key)
    return redirect(listed.route if listed else "accounts:home")
