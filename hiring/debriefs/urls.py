from django.urls import path

from hiring.debriefs import views
from hiring.debriefs.ratings import views as ratings
from hiring.debriefs.ratings.calibration import calibration

app_name = "debriefs"
urlpatterns = [
    path("", views.index, name="list"),
    path("request/<int:application_id>/", views.ask, name="request"),
    path("application/<int:application_id>/", views.of_application, name="of_application"),
    path("calibration/", calibration, name="calibration"),
    path("rubrics/<int:rubric_id>/", ratings.rubric_use, name="rubric_use"),
    path("rubrics/<int:rubric_id>/reference/", ratings.reference_new, name="reference_new"),
    path("references/<int:reference_id>/", ratings.reference, name="reference"),
    path("<int:debrief_id>/", views.detail, name="detail"),
    path("<int:debrief_id>/progress/", views.progress, name="progress"),
    path("<int:debrief_id>/pdf/", views.pdf, name="pdf"),
    path("<int:debrief_id>/markdown/", views.markdown, name="markdown"),
    path("<int:debrief_id>/json/", views.sealed, name="json"),
    path("<int:debrief_id>/first-reading/", views.first_reading, name="first_reading"),
    path("check/", views.check, name="check"),
    path("<int:debrief_id>/decide/", views.decide, name="decide"),
    path("<int:debrief_id>/rate/", views.rate, name="rate"),
]
