"""The HTML forms: users, teams, tokens, one's own profile."""

from typing import Any

from allauth.account.forms import ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from hiring.accounts import invited_access
from hiring.accounts.actions import reset_password
from hiring.accounts.mails import ask_for_reset_link
from hiring.accounts.models import (
    MAX_TOKEN_DAYS,
    TOKEN_DAYS,
    Invitation,
    Organization,
    SiteRole,
    Team,
    User,
)
from hiring.accounts.pasted_addresses import read_addresses
from hiring.activity import clock
from hiring.ui.forms.edit_form import EditForm
from hiring.ui.forms.text_fields import AreaField
from hiring.ui.one_line import OneLineFormField

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(clock.zone_names()) if "/" in zone]
ZONES = [("UTC", "UTC"), *ZONES]


class UserForm(EditForm, forms.ModelForm):
    zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES, initial="UTC")
    site_role = forms.ChoiceField(
        label=_("Site role"),
        choices=SiteRole,
        initial=SiteRole.MEMBER,
        help_text=_(
            "Members see only the jobs whose hiring team they are on and their own interviews. "
            "Hiring managers and interviewers are members with a role on a hiring team."
        ),
    )

    class Meta:
        model = User
        fields = ["name", "email", "zone", "site_role", "library_editor", "interview_trainer"]
        help_texts = {
            "library_editor": _(
                "Can edit and archive roles, competencies, adjustments, rubrics and questions for "
                "the whole organization. Administrators always can. Recruiters can write rubrics "
                "and questions."
            ),
            "interview_trainer": _(
                "Sees how each interviewer rates beside their colleagues, to train them, where "
                "this is turned on. Everyone sees their own."
            ),
        }

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.with_address(email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("A user with this email address already exists."))
        return email

    def clean(self) -> dict[str, Any]:
        # An unchecked box sends nothing: only the page, which says what it showed, unchecks it.
        for name in ("library_editor", "interview_trainer"):
            if not {name, f"initial-{name}"} & set(self.data):
                self.cleaned_data.pop(name, None)
        return self.cleaned_data


class InvitationForm(forms.Form):
    """Whom to invite, and as what; with the fields of what apps above give."""

    email = AreaField(
        label=_("Email addresses"),
        required=True,
        max_length=10_000,
        help_text=_(
            "One or several, separated by commas or line breaks. Names can be included: Ada Byron "
            "<ada@example.com>."
        ),
    )
    name = OneLineFormField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("For a single address. The person can correct it."),
    )
    site_role = UserForm.base_fields["site_role"]
    library_editor = forms.BooleanField(
        label=_("Library editor"),
        required=False,
        help_text=UserForm.base_fields["library_editor"].help_text,
    )
    interview_trainer = forms.BooleanField(
        label=_("Interview trainer"),
        required=False,
        help_text=UserForm.base_fields["interview_trainer"].help_text,
    )
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams"),
        queryset=Team.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)

    def __init__(self, *args: Any, inviter: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].initial = inviter.zone
        if not Team.objects.exists():
            del self.fields["teams"]
        self._of_apps: dict[invited_access.InvitedAccess, list[str]] = {}
        for access in invited_access.registered():
            fields = access.form_fields(inviter)
            self.fields.update(fields)
            self._of_apps[access] = list(fields)
        self.fields["zone"] = self.fields.pop("zone")

    def clean(self) -> dict[str, Any]:
        """Put the addresses with their names, and what apps above give, into one place each."""
        cleaned = self.cleaned_data
        entries = read_addresses(cleaned.pop("email", ""))
        if not entries and "email" not in self.errors:
            self.add_error("email", _("Enter at least one email address."))
        name = cleaned.pop("name", "")
        if name and len(entries) > 1:
            self.add_error(
                "name",
                _("There are several addresses. Write each name with its address: Name <address>."),
            )
        cleaned["names"] = {entry.email: entry.name or name for entry in entries}
        cleaned["access"] = {
            access.name: access.from_form({name: cleaned.pop(name, None) for name in names})
            for access, names in self._of_apps.items()
        }
        return cleaned


class AcceptForm(SetPasswordMixin, forms.Form):
    """What somebody who was invited says of themselves: a name, a zone, a password."""

    name = OneLineFormField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=ZONES, help_text=_("You see all times in this time zone.")
    )
    password1, password2 = SetPasswordMixin.create_password_fields(
        label1=_("Password"), label2=_("Password (again)")
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": invitation.name, "zone": invitation.zone}
        super().__init__(*args, **kwargs)
        self._email = invitation.email
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())
        self.fields["password2"].help_text = ""

    def clean(self) -> dict[str, Any]:
        self.validate_passwords("password1", "password2")
        user = User(email=self._email, name=self.cleaned_data.get("name", ""))
        self.validate_password_for_user(user, "password1")
        return self.cleaned_data


class ProfileForm(EditForm, forms.ModelForm):
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=ZONES, help_text=_("You see all times in this time zone.")
    )

    class Meta:
        model = User
        fields = ["name", "zone"]


class TeamForm(EditForm, forms.ModelForm):
    members = forms.ModelMultipleChoiceField(
        label=_("Members"),
        queryset=User.objects.active().order_by("name", "id"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Team
        fields = ["name", "members"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Who is deactivated is not on the page, and stays in the team.
            self.initial["members"] = list(self.instance.members.active())

    @property
    def seen(self) -> dict[str, Any]:
        """As `EditForm.seen`, the members by their ids."""
        opened = super().seen
        if "members" in opened:
            members = opened["members"]
            opened["members"] = frozenset(int(getattr(member, "pk", member)) for member in members)
        return opened


class OrganizationForm(EditForm, forms.ModelForm):
    class Meta:
        model = Organization
        fields = ["name", "reply_address", "mail_delay", "video_link", "confirms_applications"]
        fields += ["hold_hours"]
        help_texts = {
            "name": _("Candidates see it in emails, with the logo."),
            "reply_address": _(
                "Candidates’ replies go here. Have your mail server pass them to "
                "“manage.py receive_mail”, and they appear with the candidate’s messages. Without "
                "this address, replies go to the person who wrote the email."
            ),
            "video_link": _(
                "Used for interviews without a room or a link of their own. {name} becomes a "
                "name that nobody can guess."
            ),
            "confirms_applications": _(
                "Candidates who apply, or are added with a job, get the “Application received” "
                "email. Imports never send it."
            ),
            "hold_hours": _(
                "The default on the booking page, where a different time can be chosen."
            ),
            "mail_delay": _("Until then the email can be canceled with Undo. 0 sends at once."),
        }

    def clean_reply_address(self) -> str:
        address = self.cleaned_data["reply_address"]
        if "+" in address:
            raise forms.ValidationError(
                _("Use an address without “+”: one is added for each email.")
            )
        return address


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or GIF, up to 200 KB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/gif"}),
    )


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("What you use this token for.")
    )
    days = forms.ChoiceField(
        label=_("Expires after"),
        choices=[
            (days, ngettext_lazy("%(days)d day", "%(days)d days", days) % {"days": days})
            for days in (7, 30, TOKEN_DAYS, 180, MAX_TOKEN_DAYS)
        ],
        initial=TOKEN_DAYS,
        required=False,
    )
    read_only = forms.BooleanField(
        label=_("Read-only"),
        required=False,
        help_text=_("The token can read what you can see, but can’t change anything."),
    )

    def clean_days(self) -> int:
        return int(self.cleaned_data["days"] or TOKEN_DAYS)


class AskForResetForm(ResetPasswordForm):
    """Somebody forgot their password; the answer is the same whoever's address it is."""

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        ask_for_reset_link(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class NewPasswordForm(ResetPasswordKeyForm):
    """The password chosen by a mailed link."""

    def save(self) -> None:
        reset_password(user=self.user, password=self.cleaned_data["password1"])
