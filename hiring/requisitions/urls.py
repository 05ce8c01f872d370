app_name = "requisitions"
urlpatterns: list = []
