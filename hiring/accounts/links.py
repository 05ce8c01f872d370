"""Signed links for people without an account: what their addresses carry, made and read.

The address carries the link's id, signed for one purpose: it cannot be guessed, and one made for
another purpose is none. Whether it still opens anything is the row's to say.
"""

from datetime import timedelta

from django.core.signing import BadSignature, Signer

from hiring.accounts.models import PublicLink, User
from hiring.activity import clock


def make_link(
    *, purpose: str, object_id: int, lifetime: timedelta, actor: User | None
) -> PublicLink:
    """Return a new link; the action that wants it records why."""
    now = clock.now()
    return PublicLink.objects.create(
        purpose=purpose,
        object_id=object_id,
        created_by=actor,
        created_at=now,
        expires_at=now + lifetime,
    )


def revoke_links(*, purpose: str, object_id: int) -> int:
    """End every link to this that still works; return how many there were."""
    live = PublicLink.objects.to(purpose, object_id).live()
    return live.update(revoked_at=clock.now())


def token_of(link: PublicLink) -> str:
    """Return what the link's address carries: letters, digits, and `.-_`."""
    return _signer(link.purpose).sign(str(link.pk))


def link_of(token: str, *, purpose: str) -> PublicLink | None:
    """Return the link that a token of this purpose names, also one that works no longer.

    None for a token that was not made here, was cut short, or was made for another purpose.
    """
    try:
        pk = int(_signer(purpose).unsign(token))
    except (BadSignature, ValueError):
        return None
    return PublicLink.objects.filter(pk=pk, purpose=purpose).first()


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"hiring.accounts.links.{purpose}")
