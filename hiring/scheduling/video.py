"""A link of its own for each interview, from the organization's template."""

import secrets

from hiring.accounts.models import VIDEO_NAME, Organization


def video_link() -> str:
    """Return a link that nobody can guess; empty where the organization has no template."""
    return Organization.present().video_link.replace(VIDEO_NAME, secrets.token_hex(6))
