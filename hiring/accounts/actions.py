"""The actions of people and rights."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Model, Q
from django.utils.translation import gettext as _

from hiring.accounts.mails import notify_new_address, notify_of_expiry
from hiring.accounts.models import (
    TOKEN_DAYS,
    TOKEN_NOTICES,
    AnsweredRequest,
    ApiToken,
    Organization,
    SiteRole,
    Team,
    User,
)
from hiring.accounts.verbs import Verb
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.activity.editing import EditConflict, locked, merge, merged_values, save_changes

TOKEN_BEGINS = "hp_"  # noqa: S105 - it only says what kind of secret follows
# Writing the time of each use would make every read a write.
USE_NOTED_EVERY = timedelta(minutes=10)
# How long a request may be sent again with the same `Idempotency-Key`.
ANSWERS_LAST = timedelta(hours=24)
MAX_LOGO_BYTES = 200 * 1024


@transaction.atomic
def add_user(
    *,
    email: str,
    name: str,
    zone: str,
    site_role: str,
    actor: User | None,
    password: str = "",
    library_editor: bool = False,
    interview_trainer: bool = False,
) -> User:
    """Return a new user, for commands and the demo; on the pages people are invited.

    Without a password they set one by the mail of "forgot password".
    """
    user = new_user(
        email=email,
        name=name,
        zone=zone,
        site_role=site_role,
        library_editor=library_editor,
        interview_trainer=interview_trainer,
        password=password,
    )
    record(Verb.USER_ADDED, on=user, actor=actor, site_role=site_role)
    return user


def new_user(*, email: str, name: str, password: str, **values: Any) -> User:
    """Return a new user, saved; the action that makes one records why."""
    user = User(email=normalized(email), name=name.strip(), **values)
    check_fields(user, "email", "name", "zone", "site_role")
    _refuse_taken(user)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    _save(user)
    return user


@transaction.atomic
def change_user(
    *, user: User, actor: User, seen: Mapping[str, str] | None = None, **values: Any
) -> User:
    """Change name, e-mail, zone, site role or library role; the last administrator stays one.

    With the address end the person's sessions, mailed links and tokens: who reads the old mailbox
    has no part in the account any more. `seen` are the values as a page showed them:
    EditConflict where someone else changed what this changes, too.
    """
    stays = values.get("site_role", SiteRole.ADMINISTRATOR) == SiteRole.ADMINISTRATOR
    user = _locked(user, with_administrators=not stays)
    if "email" in values:
        values["email"] = normalized(values["email"])
    values = merged_values(user, values, seen)
    if user.is_administrator and values.get("site_role", user.site_role) != user.site_role:
        _keep_an_administrator(user)
    changes = {
        name: (getattr(user, name), value)
        for name, value in values.items()
        if getattr(user, name) != value
    }
    if not changes:
        return user
    for name, value in values.items():
        setattr(user, name, value)
    check_fields(user, *changes)
    if "email" in changes:
        _refuse_taken(user)
        _end_access(user)
    _save(user)
    record(Verb.USER_CHANGED, on=user, actor=actor, changes=changes)
    if "email" in changes:
        notify_new_address(user=user, old=changes["email"][0])
    return user


def normalized(email: str) -> str:
    """Return an address as accounts have it."""
    return email.strip().lower()


def _refuse_taken(user: User) -> None:
    if User.objects.with_address(user.email).exclude(pk=user.pk).exists():
        raise Refused(_("A user with this email address already exists."), field="email")


def _save(user: User) -> None:
    """Save the user; who was slower with the same address is told as who came late."""
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        if "one_user_per_email" not in str(error):
            raise
        raise Refused(_("A user with this email address already exists."), field="email") from error


def _end_access(user: User) -> None:
    """End the sessions, mailed links and tokens of a locked user, who is saved afterwards."""
    user.session_version += 1
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.now())


@transaction.atomic
def reset_password(*, user: User, password: str) -> User:
    """Set the password that somebody chose by a mailed link; all other access ends."""
    user = _locked(user)
    user.set_password(password)
    _end_access(user)
    _save(user)
    record(Verb.PASSWORD_RESET, on=user, actor=user)
    return user


def check_fields(row: Model, *names: str) -> None:
    """Refuse the first of these fields whose value is none of its kind, wherever it came from."""
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(names))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(" ".join(messages), field=field) from error


@transaction.atomic
def set_active(*, user: User, active: bool, actor: User) -> User:
    """Let a person sign in or no longer; their sessions and tokens end at once."""
    user = _locked(user, with_administrators=not active)
    if user.is_active == active:
        return user
    if not active:
        if user.pk == actor.pk:
            raise Refused(_("You can’t deactivate your own account."))
        _keep_an_administrator(user)
        _end_access(user)
    user.is_active = active
    _save(user)
    record(Verb.USER_REACTIVATED if active else Verb.USER_DEACTIVATED, on=user, actor=actor)
    return user


def _locked(user: User, *, with_administrators: bool = False) -> User:
    """Return the user as they are now, held until the commit.

    Whoever may take an administrator away holds all of them: two that demote each other come one
    after the other, and as rows are held in the order of their ids, neither waits for ever. Rows
    that only point at a user, such as the record of who acted, wait for nobody.
    """
    wanted = Q(pk=user.pk)
    if with_administrators:
        wanted |= Q(site_role=SiteRole.ADMINISTRATOR, is_active=True)
    rows = User.objects.select_for_update(no_key=True).filter(wanted).order_by("pk")
    return next(row for row in rows if row.pk == user.pk)


def _keep_an_administrator(user: User) -> None:
    """Refuse when nobody else could administer; `_locked` holds those who do."""
    others = User.objects.active().filter(site_role=SiteRole.ADMINISTRATOR).exclude(pk=user.pk)
    if user.is_administrator and not others.exists():
        raise Refused(
            _("This is the last administrator. Make someone else an administrator first.")
        )


@transaction.atomic
def save_team(
    *,
    team: Team | None,
    name: str,
    members: Iterable[User],
    actor: User,
    seen: Mapping[str, Any] | None = None,
) -> Team:
    """Create or change a team; returns it.

    `seen` holds the values the page showed, for `members` their ids: members added or removed by
    someone else since stay as they are; EditConflict if both changed the name.
    """
    team = locked(team) if team else Team()
    held = frozenset(team.members.values_list("pk", flat=True)) if team.pk else frozenset()
    merged = merge(
        seen=seen or {},
        theirs={"name": team.name, "members": held},
        mine={"name": name.strip(), "members": frozenset(member.pk for member in members)},
    )
    if merged.conflicts:
        raise EditConflict(fields=merged.conflicts)
    team.name = merged.values["name"]
    if Team.objects.filter(name__iexact=team.name).exclude(pk=team.pk).exists():
        raise Refused(_("A team with this name already exists."), field="name")
    team.save()
    team.members.set(merged.values["members"])
    record(
        Verb.TEAM_SAVED,
        on=team,
        actor=actor,
        team=team.name,
        members=sorted(merged.values["members"]),
    )
    return team


@transaction.atomic
def change_organization(
    *, actor: User, seen: Mapping[str, Any] | None = None, **values: Any
) -> Organization:
    """Write what candidates see of the organization; return it.

    EditConflict where somebody else changed the same meanwhile.
    """
    organization = _locked_organization()
    save_changes(
        organization,
        values,
        verb=Verb.ORGANIZATION_CHANGED,
        actor=actor,
        seen=seen,
        check=lambda row: check_fields(row, *values),
    )
    return organization


@transaction.atomic
def change_logo(*, actor: User, logo: bytes) -> None:
    """Put this picture above mails to candidates; no bytes, no picture."""
    if len(logo) > MAX_LOGO_BYTES:
        raise Refused(_("The logo can be 200 KB at most."), field="logo")
    if logo and not picture_type(logo):
        raise Refused(_("Use a PNG, JPEG or GIF picture."), field="logo")
    organization = _locked_organization()
    if bytes(organization.logo) == logo:
        return
    organization.logo, organization.logo_type = logo, picture_type(logo)
    organization.save(update_fields=["logo", "logo_type"])
    record(Verb.ORGANIZATION_CHANGED, on=organization, actor=actor)


def _locked_organization() -> Organization:
    Organization.objects.get_or_create(pk=1)
    return locked(Organization(pk=1))


def picture_type(data: bytes) -> str:
    """Return the media type of a picture that mail programs show; empty for anything else."""
    return next((name for start, name in _PICTURES.items() if data.startswith(start)), "")


_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


@transaction.atomic
def create_token(
    *,
    user: User,
    name: str,
    actor: User | None,
    days: int = TOKEN_DAYS,
    read_only: bool = False,
) -> tuple[ApiToken, str]:
    """Return a new token and its secret, which is shown this once and kept nowhere."""
    secret, now = TOKEN_BEGINS + secrets.token_urlsafe(32), clock.now()
    token = ApiToken.objects.create(
        user=user,
        name=name,
        prefix=secret[:8],
        digest=_digest(secret),
        created_at=now,
        expires_at=now + timedelta(days=days),
        read_only=read_only,
    )
    record(Verb.TOKEN_CREATED, on=token, actor=actor or user)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: User | None) -> None:
    """End a token; a second time changes nothing."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now()):
        record(Verb.TOKEN_REVOKED, on=token, actor=actor)


@transaction.atomic
def remind_of_expiring_tokens() -> int:
    """Have the owners of tokens that soon work no longer told, once per notice; return how many.

    A token that was made for fewer days than a notice gives has no such notice.
    """
    reminded = 0
    for days in sorted(TOKEN_NOTICES):
        notice = timedelta(days=days)
        due = (
            ApiToken.objects.live()
            .not_noticed(days)
            .filter(expires_at__lte=clock.now() + notice, created_at__lt=F("expires_at") - notice)
        )
        for pk in due.values_list("pk", flat=True):
            if ApiToken.objects.not_noticed(days).filter(pk=pk).update(noticed_days=days):
                notify_of_expiry(token_id=pk, days=days)
                reminded += 1
    return reminded


def user_of_token(secret: str) -> tuple[User | AnonymousUser, ApiToken | None]:
    """Return whom a bearer token acts for; an anonymous user when it is not, or no longer, good."""
    now = clock.now()
    live = ApiToken.objects.live().select_related("user")
    token = live.filter(digest=_digest(secret)).first()
    if token is None:
        return AnonymousUser(), None
    if token.last_used_at is None or token.last_used_at < now - USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.user, token


def _digest(secret: str) -> str:
    # The secret holds 256 random bits: a plain hash cannot be searched.
    return hashlib.sha256(secret.encode()).hexdigest()


def forget_answered() -> None:
    """Delete what is known of requests that may not be sent again any more."""
    AnsweredRequest.objects.filter(at__lt=clock.now() - ANSWERS_LAST).delete()
