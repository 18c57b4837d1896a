"""Addresses of the Learning Zone."""
"""Addresses of the Learning Zone on the hosts of communities."""

from django.urls import include, path

app_name = "learning"
urlpatterns = [path("", include("nacre.questions.urls"))]
urlpatterns = [path("", include("nacre.scorm.urls"))]
