"""Home, people, teams, one's own profile."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts import actions
from hiring.accounts.extension_points import PERSON, PROFILE
from hiring.accounts.filtersets import UserFilter
from hiring.accounts.forms import (
    LogoForm,
    OrganizationForm,
    ProfileForm,
    TeamForm,
    TokenForm,
    UserForm,
)
from hiring.accounts.home import QUEUE, RAIL, cards_for
from hiring.accounts.invitation_views import open_invitations
from hiring.accounts.models import ApiToken, Organization, Team, User
from hiring.accounts.navigation import navigation
from hiring.accounts.palette import hits_for
from hiring.accounts.requests import StaffRequest
from hiring.activity import clock, refusals
from hiring.ui.errors import status_of
from hiring.ui.filters import MAX_SEARCH_LENGTH
from hiring.ui.mail import mail_stays_here
from hiring.ui.one_line import one_line
from hiring.ui.pagination import keyset_page


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """What waits for me now."""
    cards = cards_for(request.user)
    context = {
        "today": clock.now(),
        "figures": [card for card in cards if card.figure],
        "queue": [card for card in cards if card.place == QUEUE and card.rows],
        "rail": [card for card in cards if card.place == RAIL],
    }
    return render(request, "accounts/home.html", context)


@require_safe
def find(request: StaffRequest) -> HttpResponse:
    """What the palette finds: pages of the sidebar, and what apps know; by htmx only a list."""
    text = one_line(request.GET.get("q", ""))[:MAX_SEARCH_LENGTH]
    items = [item for section in navigation(request)["navigation"] for item in section.items]
    context = {
        "text": text,
        "pages": [item for item in items if text.casefold() in str(item.label).casefold()],
        "groups": hits_for(request.user, text),
    }
    template = "accounts/_found.html" if request.htmx else "accounts/found.html"
    return render(request, template, context)


@require_safe
def user_list(request: StaffRequest) -> HttpResponse:
    narrowed = UserFilter.on_page(request, User.objects.prefetch_related("teams"))
    page = keyset_page(
        narrowed.qs, order=("name", "id"), cursor=request.GET.get("cursor"), params=request.GET
    )
    context = {"page": page, "form": narrowed.form}
    if "cursor" not in request.GET:
        context["mail_stays_here"] = mail_stays_here()
        context["invitations"] = open_invitations(narrowed.chosen.get("q", ""))
    return render(request, "accounts/user_list.html", context)


def user_edit(request: StaffRequest, user_id: int) -> HttpResponse:
    person = get_object_or_404(User, pk=user_id)
    form = UserForm(request.POST or None, instance=person)
    if form.is_valid():
        with refusals.shown_in(form):
            # The form has already written its values to its instance: the action reads its own.
            changed = actions.change_user(
                user=person, actor=request.user, seen=form.seen, **form.cleaned_data
            )
            if changed == request.user:
                # Who changed their own address stays signed in here.
                update_session_auth_hash(request, changed)
            messages.success(request, _("Saved."))
            return redirect("accounts:user_list")
    context = {"form": form, "person": person, "buttons": PERSON.links(request, person)}
    return render(request, "accounts/user_form.html", context, status=status_of(form))


@require_POST
def user_activate(request: StaffRequest, user_id: int) -> HttpResponse:
    return _set_active(request, user_id, active=True)


@require_POST
def user_deactivate(request: StaffRequest, user_id: int) -> HttpResponse:
    return _set_active(request, user_id, active=False)


def _set_active(request: StaffRequest, user_id: int, *, active: bool) -> HttpResponse:
    person = get_object_or_404(User, pk=user_id)
    with refusals.flashed(request):
        actions.set_active(user=person, active=active, actor=request.user)
        text = _("Reactivated %(name)s.") if active else _("Deactivated %(name)s.")
        messages.success(request, text % {"name": person.name})
    return redirect("accounts:user_list")


@require_safe
def team_list(request: StaffRequest) -> HttpResponse:
    teams = Team.objects.prefetch_related("members")
    return render(request, "accounts/team_list.html", {"teams": teams})


def team_add(request: StaffRequest) -> HttpResponse:
    return _team_form(request, None)


def team_edit(request: StaffRequest, team_id: int) -> HttpResponse:
    return _team_form(request, get_object_or_404(Team, pk=team_id))


def _team_form(request: StaffRequest, team: Team | None) -> HttpResponse:
    form = TeamForm(request.POST or None, instance=team)
    if form.is_valid():
        with refusals.shown_in(form):
            actions.save_team(
                team=team,
                name=form.cleaned_data["name"],
                members=form.cleaned_data["members"],
                actor=request.user,
                seen=form.seen,
            )
            messages.success(request, _("Saved."))
            return redirect("accounts:team_list")
    return render(
        request, "accounts/team_form.html", {"form": form, "team": team}, status=status_of(form)
    )


def organization(request: StaffRequest) -> HttpResponse:
    form = OrganizationForm(request.POST or None, instance=Organization.present())
    if form.is_valid():
        with refusals.shown_in(form):
            actions.change_organization(actor=request.user, seen=form.seen, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("accounts:organization")
    return _organization_page(request, form, LogoForm())


def logo(request: StaffRequest) -> HttpResponse:
    """Give the logo as a picture, or take another one; sent without a file, it is removed."""
    if request.method != "POST":
        present = Organization.present()
        if not present.logo:
            raise Http404
        return HttpResponse(bytes(present.logo), content_type=present.logo_type)
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["logo"]
        with refusals.shown_in(form):
            actions.change_logo(
                actor=request.user, logo=file.read(actions.MAX_LOGO_BYTES + 1) if file else b""
            )
            messages.success(request, _("Saved the logo.") if file else _("Removed the logo."))
            return redirect("accounts:organization")
    return _organization_page(request, OrganizationForm(instance=Organization.present()), form)


def _organization_page(
    request: StaffRequest, form: OrganizationForm, logo_form: LogoForm
) -> HttpResponse:
    status = 400 if form.errors or logo_form.errors else 200
    context = {"form": form, "logo_form": logo_form, "has_logo": bool(Organization.present().logo)}
    return render(request, "accounts/organization.html", context, status=status)


def profile(request: StaffRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if form.is_valid():
        with refusals.shown_in(form):
            actions.change_user(
                user=request.user, actor=request.user, seen=form.seen, **form.cleaned_data
            )
            messages.success(request, _("Saved."))
            return redirect("accounts:profile")
    context = {
        "form": form,
        "token_form": TokenForm(),
        "tokens": _tokens(request),
        "buttons": PROFILE.links(request),
    }
    return render(request, "accounts/profile.html", context, status=status_of(form))


@require_POST
def token_create(request: StaffRequest) -> HttpResponse:
    form = TokenForm(request.POST)
    secret = ""
    if form.is_valid():
        _token, secret = actions.create_token(
            user=request.user, actor=request.user, **form.cleaned_data
        )
    context = {
        "form": ProfileForm(instance=request.user),
        "token_form": TokenForm() if secret else form,
        "tokens": _tokens(request),
        "secret": secret,
        "buttons": PROFILE.links(request),
    }
    # Shown in this answer and nowhere else, so it is not redirected.
    answer = render(request, "accounts/profile.html", context, status=200 if secret else 400)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def token_revoke(request: StaffRequest, token_id: int) -> HttpResponse:
    token = get_object_or_404(ApiToken, pk=token_id, user=request.user)
    actions.revoke_token(token=token, actor=request.user)
    messages.success(request, _("Revoked the token."))
    return redirect("accounts:profile")


def _tokens(request: StaffRequest) -> Any:
    return ApiToken.objects.live().filter(user=request.user)
