from django.urls import path

from hiring.interviews import views

app_name = "interviews"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("to-schedule/", views.to_schedule, name="to_schedule"),
    path("zones/", views.zones, name="zones"),
    path("book/<int:application_id>/", views.book, name="book"),
    path("book/<int:application_id>/people/", views.book_people, name="book_people"),
    path("book/<int:application_id>/questions/", views.book_questions, name="book_questions"),
    path("application/<int:application_id>/", views.of_application, name="of_application"),
    path("loop/<int:loop_id>/", views.loop, name="loop"),
    path("loop/<int:loop_id>/add/", views.add, name="add"),
    path("loop/<int:loop_id>/cancel/", views.cancel_loop, name="cancel_loop"),
    path("<int:interview_id>/move/", views.move, name="move"),
    path("<int:interview_id>/cancel/", views.cancel, name="cancel"),
    path("<int:interview_id>/no-show/", views.no_show, name="no_show"),
    path("<int:interview_id>/seats/add/", views.seat_add, name="seat_add"),
    path("seats/<int:seat_id>/replace/", views.replace, name="replace"),
    path("seats/<int:seat_id>/cancel/", views.seat_cancel, name="seat_cancel"),
    path("seats/<int:seat_id>/no-show/", views.seat_no_show, name="seat_no_show"),
]
