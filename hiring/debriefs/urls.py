app_name = "debriefs"
urlpatterns: list = []
