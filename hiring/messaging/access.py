"""This app's rows of the access table."""

from hiring.accounts.access import EVERYONE, READ, RECRUITING, SCHEDULING, WRITE, Row

ROWS = [
    # Everybody's own.
    Row("messaging:notifications", site=EVERYONE, methods=READ),
    Row("messaging:notifications_read", site=EVERYONE, methods=WRITE),
    Row("messaging:notification_settings", site=EVERYONE),
    Row("messaging:notification_open", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:notifications-list", site=EVERYONE, methods=READ),
    Row("api:notifications-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:notifications-read", site=EVERYONE, methods=WRITE, if_visible=True),
    Row("api:notifications-read-all", site=EVERYONE, methods=WRITE),
    Row("api:notifications-switches", site=EVERYONE),
    Row("messaging:list", site=SCHEDULING, methods=READ),
    Row("messaging:detail", site=SCHEDULING, methods=READ, if_visible=True),
    Row("messaging:html", site=SCHEDULING, methods=READ, if_visible=True),
    Row("messaging:again", site=SCHEDULING, methods=frozenset({"POST"})),
    Row("messaging:again_all", site=SCHEDULING, methods=frozenset({"POST"})),
    Row("messaging:template_list", site=RECRUITING, methods=READ),
    *(
        Row(f"messaging:{name}", site=RECRUITING)
        for name in ("template_add", "template_edit", "template_archive", "template_preview")
    ),
]
