"""The door of REF and of the bare view; DJANGO_SETTINGS_MODULE says which."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
