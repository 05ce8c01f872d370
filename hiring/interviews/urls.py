from django.urls import path

from hiring.interviews.views import answering, booking, changing, choosing, feeds, pool, reading

app_name = "interviews"
urlpatterns = [
    path("", reading.mine, name="mine"),
    path("pool/", pool.pool, name="pool"),
    path("pool/<int:user_id>/", pool.person, name="pool_person"),
    path("to-schedule/", reading.to_schedule, name="to_schedule"),
    path("feed/create/", feeds.create, name="feed_create"),
    path("feed/revoke/", feeds.revoke, name="feed_revoke"),
    path("feed/<str:feed_token>.ics", feeds.feed, name="feed"),
    path("answer/<str:answer_token>/", answering.answer, name="answer"),
    path("zones/", booking.zones, name="zones"),
    path("book/<int:application_id>/", booking.book, name="book"),
    path("choice/<int:application_id>/", choosing.link, name="choice"),
    path("choice/<int:application_id>/create/", choosing.create, name="choice_create"),
    path("choice/<int:application_id>/revoke/", choosing.revoke, name="choice_revoke"),
    path("book/<int:application_id>/plans/", booking.plans, name="book_plans"),
    path("book/<int:application_id>/calendar/", booking.book_calendar, name="book_calendar"),
    path("book/<int:application_id>/people/", booking.book_people, name="book_people"),
    path("book/<int:application_id>/questions/", booking.book_questions, name="book_questions"),
    path("application/<int:application_id>/", reading.of_application, name="of_application"),
    path("loop/<int:loop_id>/", reading.loop, name="loop"),
    path("loop/<int:loop_id>/add/", booking.add, name="add"),
    path("loop/<int:loop_id>/cancel/", changing.cancel_loop, name="cancel_loop"),
    path("<int:interview_id>/move/", changing.move, name="move"),
    path("<int:interview_id>/cancel/", changing.cancel, name="cancel"),
    path("<int:interview_id>/no-show/", changing.no_show, name="no_show"),
    path("<int:interview_id>/seats/add/", changing.seat_add, name="seat_add"),
    path("seats/<int:seat_id>/replace/", changing.replace, name="replace"),
    path("seats/<int:seat_id>/cancel/", changing.seat_cancel, name="seat_cancel"),
    path("seats/<int:seat_id>/no-show/", changing.seat_no_show, name="seat_no_show"),
]
