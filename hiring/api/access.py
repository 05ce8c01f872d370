"""This app's rows of the access table."""

from hiring.accounts.access import ADMINISTRATORS, EVERYONE, READ, WRITE, Row

rows = [
    Row("api:schema", site=EVERYONE, methods=READ),
    Row("api:docs", site=EVERYONE, methods=READ),
    Row("api:users-list", site=EVERYONE, methods=READ),
    Row("api:saved-views-list", site=EVERYONE),
    Row("api:saved-views-detail", site=EVERYONE, if_visible=True),
    Row("api:users-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:invitations-list", site=ADMINISTRATORS),
    Row("api:invitations-detail", site=ADMINISTRATORS, methods=READ),
    Row("api:invitations-resend", site=ADMINISTRATORS, methods=WRITE),
    Row("api:invitations-revoke", site=ADMINISTRATORS, methods=WRITE),
]
