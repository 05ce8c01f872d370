"""This app's rows of the access table."""

from hiring.accounts.access import EVERYONE, READ, Row

rows = [
    Row("api:schema", site=EVERYONE, methods=READ),
    Row("api:docs", site=EVERYONE, methods=READ),
    Row("api:users-list", site=EVERYONE, methods=READ),
    Row("api:users-detail", site=EVERYONE, methods=READ, if_visible=True),
]
