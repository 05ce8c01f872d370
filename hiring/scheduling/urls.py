from django.urls import path

from hiring.scheduling import room_views, views

app_name = "scheduling"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("calendars/add/", views.calendar_add, name="calendar_add"),
    path("calendars/<int:source_id>/remove/", views.calendar_remove, name="calendar_remove"),
    path("rooms/", room_views.room_list, name="room_list"),
    path("rooms/add/", room_views.room_add, name="room_add"),
    path("rooms/<int:room_id>/", room_views.room_edit, name="room_edit"),
    path("rooms/<int:room_id>/archive/", room_views.room_archive, name="room_archive"),
    path("<int:user_id>/", views.person, name="person"),
    path("time-off/add/", views.time_off_add, name="time_off_add"),
    path("time-off/<int:block_id>/remove/", views.time_off_remove, name="time_off_remove"),
    path("<int:user_id>/time-off/add/", views.time_off_add, name="person_time_off_add"),
    path(
        "<int:user_id>/time-off/<int:block_id>/remove/",
        views.time_off_remove,
        name="person_time_off_remove",
    ),
]
