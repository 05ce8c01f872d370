"""Where a candidate reads when and how their interviews are."""

from django.urls import path

from hiring.interviews.views import days

app_name = "your_interviews"
urlpatterns = [path("<str:schedule_token>/", days.schedule, name="schedule")]
