"""This app's rows of the access table."""

from hiring.accounts.access import EVERYONE, READ, SCHEDULING, WRITE, Row

rows = [
    Row("api:availability-list", site=EVERYONE, methods=READ),
    Row("api:availability-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:availability-detail", site=EVERYONE, methods=frozenset({"PATCH"}), if_visible=True),
    Row("api:availability-free", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:calendars-list", site=EVERYONE, methods=READ | frozenset({"POST"})),
    Row("api:calendars-detail", site=EVERYONE, methods=READ | frozenset({"DELETE"})),
    Row("api:rooms-list", site=EVERYONE, methods=READ),
    Row("api:rooms-detail", site=EVERYONE, methods=READ),
    Row("scheduling:mine", site=EVERYONE),
    Row("scheduling:calendar_add", site=EVERYONE, methods=WRITE),
    Row("scheduling:calendar_remove", site=EVERYONE, methods=WRITE),
    Row("scheduling:room_list", site=SCHEDULING, methods=READ),
    Row("scheduling:room_add", site=SCHEDULING),
    Row("scheduling:room_edit", site=SCHEDULING),
    Row("scheduling:room_archive", site=SCHEDULING, methods=WRITE),
    Row("scheduling:person", site=SCHEDULING),
    Row("scheduling:time_off_add", site=EVERYONE, methods=WRITE),
    Row("scheduling:time_off_remove", site=EVERYONE, methods=WRITE),
    Row("scheduling:person_time_off_add", site=SCHEDULING, methods=WRITE),
    Row("scheduling:person_time_off_remove", site=SCHEDULING, methods=WRITE),
]
