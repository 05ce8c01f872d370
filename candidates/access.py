"""This app's rows of the access table. Which candidates a person sees is `visible_to`'s to say."""

from hiring.accounts.access import EVERYONE, READ, RECRUITING, SCHEDULING, WRITE, Row

rows = [
    Row("candidates:list", site=EVERYONE, methods=READ),
    Row("candidates:detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("candidates:document", site=EVERYONE, methods=READ, if_visible=True),
    Row("candidates:resume_page", site=EVERYONE, methods=READ, if_visible=True),
    *(
        Row(route, site=SCHEDULING)
        for route in (
            "candidates:add",
            "candidates:add_read",
            "candidates:add_check",
            "candidates:edit",
            "candidates:contact_add",
            "candidates:contact_remove",
            "candidates:document_add",
            "candidates:resume_choose",
            "candidates:resume_edit",
            "candidates:tag_names",
            "candidates:tag_add",
            "candidates:tag_remove",
        )
    ),
    Row("candidates:duplicates", site=RECRUITING, methods=READ),
    Row("candidates:duplicate", site=RECRUITING, methods=READ),
    *(
        Row(f"candidates:{name}", site=RECRUITING, methods=WRITE)
        for name in ("duplicate_merge", "duplicate_apart", "merge_undo")
    ),
    *(
        Row(f"api:{name}", site=RECRUITING, methods=READ)
        for name in ("possible-duplicates-list", "possible-duplicates-detail")
    ),
    *(
        Row(f"api:{name}", site=RECRUITING, methods=READ)
        for name in ("merges-list", "merges-detail")
    ),
    *(
        Row(f"api:{name}", site=RECRUITING, methods=WRITE)
        for name in (
            "possible-duplicates-merge",
            "possible-duplicates-separate",
            "merges-undo",
        )
    ),
    Row("api:candidates-list", site=EVERYONE, methods=READ),
    Row("api:candidates-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:candidates-list", site=SCHEDULING, methods=WRITE),
    Row("api:candidates-detail", site=SCHEDULING, methods=WRITE),
    Row("api:candidates-resumes", site=SCHEDULING, methods=WRITE),
    Row("api:candidates-from-resume", site=SCHEDULING, methods=WRITE),
    Row("api:candidates-tags", site=SCHEDULING, methods=WRITE),
    Row("api:tags-list", site=SCHEDULING, methods=READ),
    Row("api:tags-detail", site=SCHEDULING, methods=READ),
    Row("api:candidates-documents", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:candidates-documents", site=SCHEDULING, methods=WRITE),
    Row("api:source-channels-list", site=EVERYONE, methods=READ),
    Row("api:source-channels-detail", site=EVERYONE, methods=READ),
    Row("api:source-channels-list", site=RECRUITING, methods=WRITE),
    Row("api:source-channels-detail", site=RECRUITING, methods=WRITE),
]
