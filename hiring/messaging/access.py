"""This app's rows of the access table."""

from hiring.accounts.access import READ, RECRUITING, Row

ROWS = [
    Row("messaging:list", site=RECRUITING, methods=READ),
    Row("messaging:again", site=RECRUITING, methods=frozenset({"POST"})),
    Row("messaging:again_all", site=RECRUITING, methods=frozenset({"POST"})),
    Row("messaging:template_list", site=RECRUITING, methods=READ),
    *(
        Row(f"messaging:{name}", site=RECRUITING)
        for name in ("template_add", "template_edit", "template_archive", "template_preview")
    ),
]
