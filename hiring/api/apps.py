from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "hiring.api"
    label = "api"

    def ready(self) -> None:
        from hiring.accounts import access
        from hiring.api import routes
        from hiring.api.access import rows

        access.register(rows)
        routes.register("hiring.api.users")
        routes.register("hiring.api.saved_views")
        routes.register("hiring.api.invitations")
