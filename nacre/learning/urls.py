"""Addresses of the Learning Zone."""

from django.urls import include, path

app_name = "learning"
urlpatterns = [path("", include("nacre.questions.urls"))]
