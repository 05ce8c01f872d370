"""This app's rows of the access table."""

from hiring.accounts.access import EVERYONE, READ, SCHEDULING, WRITE, Row

rows = [
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
