"""Inviting people, and the page on which they accept."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hiring.accounts import invitation_actions as actions
from hiring.accounts import invited_access
from hiring.accounts.forms import AcceptForm, InvitationForm
from hiring.accounts.limits import opened_by_link
from hiring.accounts.links import link_of
from hiring.accounts.mails import INVITATION, path_of
from hiring.accounts.models import Invitation, InvitationState, PublicLink
from hiring.accounts.requests import SiteRequest, StaffRequest
from hiring.accounts.sign_in_limits import remember_browser
from hiring.activity import refusals
from hiring.activity.actions import Conflict, Refused
from hiring.ui.errors import status_of
from hiring.ui.mail import mail_stays_here

MAX_SHOWN = 200


def open_invitations(text: str) -> list[Invitation]:
    """Return the invitations that nobody has accepted yet, for the list of people."""
    found = list(Invitation.objects.open().search(text).with_facts()[:MAX_SHOWN])
    given = invited_access.describe(found)
    for invitation in found:
        invitation.given = given[invitation.pk]
        if mail_stays_here() and invitation.link and invitation.link.is_live:
            invitation.address = settings.BASE_URL + path_of(invitation.link)
    return found


def user_add(request: StaffRequest) -> HttpResponse:
    """Invite people, who choose their passwords themselves."""
    form = InvitationForm(request.POST or None, inviter=request.user)
    if form.is_valid():
        with refusals.shown_in(form):
            sent = actions.invite(**form.cleaned_data, actor=request.user)
            messages.success(request, _sent(sent))
            return redirect("accounts:user_list")
    return render(request, "accounts/invite.html", {"form": form}, status=status_of(form))


def _sent(invitations: list[Invitation]) -> str:
    text = ngettext(
        "Invited %(first)s by email. The link is valid for a week.",
        "Invited %(count)d people by email. The links are valid for a week.",
        len(invitations),
    )
    return text % {"first": invitations[0], "count": len(invitations)}


@require_POST
def resend(request: StaffRequest, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    with refusals.flashed(request):
        actions.resend_invitation(invitation=invitation, actor=request.user)
        text = _("Resent the invitation to %(email)s. Earlier links no longer work.")
        messages.success(request, text % {"email": invitation.email})
    return redirect("accounts:user_list")


@require_POST
def revoke(request: StaffRequest, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    with refusals.flashed(request):
        actions.revoke_invitation(invitation=invitation, actor=request.user)
        text = _("Revoked the invitation of %(name)s. No email was sent.")
        messages.success(request, text % {"name": invitation})
    return redirect("accounts:user_list")


@sensitive_post_parameters("password1", "password2")
@opened_by_link("public_page")
def invitation(request: SiteRequest, invitation_token: str) -> HttpResponse:
    """Accept: choose a name, a zone and a password; then one is signed in."""
    link = link_of(invitation_token, purpose=INVITATION)
    found = Invitation.objects.with_facts().filter(pk=link.object_id).first() if link else None
    if link is None or found is None:
        return _closed(request, "unknown", HTTPStatus.NOT_FOUND)
    if found.user_id and found.user_id == request.user.pk:
        return redirect("accounts:home")
    if why := _why_closed(found, link):
        return _closed(request, why, HTTPStatus.GONE, found)
    form = AcceptForm(request.POST or None, invitation=found)
    if form.is_valid():
        return _accept(request, form, found, link)
    context = {
        "form": form,
        "invitation": found,
        "given": invited_access.describe([found])[found.pk],
    }
    return render(request, "accounts/invitation.html", context, status=status_of(form))


def _accept(
    request: SiteRequest, form: AcceptForm, invitation: Invitation, link: PublicLink
) -> HttpResponse:
    try:
        user = actions.accept_invitation(
            link=link,
            name=form.cleaned_data["name"],
            zone=form.cleaned_data["zone"],
            password=form.cleaned_data["password1"],
        )
    except Conflict:
        invitation = Invitation.objects.with_facts().get(pk=invitation.pk)
        why = _why_closed(invitation, link) or "replaced"
        return _closed(request, why, HTTPStatus.GONE, invitation)
    except Refused:
        return _closed(request, InvitationState.ACCEPTED, HTTPStatus.GONE, invitation)
    login(request, user)
    messages.success(request, _("Welcome, %(name)s. You’re signed in.") % {"name": user.name})
    answer = redirect("accounts:home")
    remember_browser(answer, user.email)
    return answer


def _why_closed(invitation: Invitation, link: PublicLink) -> str:
    """Return why the link opens nothing any more; empty while it does."""
    if not invitation.is_open:
        return invitation.state
    if invitation.link_id != link.pk:
        return "replaced"
    return "" if link.is_live else InvitationState.EXPIRED


def _closed(
    request: SiteRequest, why: str, status: HTTPStatus, invitation: Invitation | None = None
) -> HttpResponse:
    context = {"why": why, "invitation": invitation}
    return render(request, "accounts/invitation_closed.html", context, status=status)
