"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")

from hiring import celery  # noqa: F401 - web processes notify workers too

application = get_wsgi_application()
