"""Addresses of the app."""

from django.contrib.auth.decorators import user_passes_test
from django.urls import path

from nacre.ui import views

for_staff = user_passes_test(lambda user: user.is_staff)

app_name = "ui"
urlpatterns = [
    path("theme.css", views.theme, name="theme"),
    path("mark.svg", views.mark, name="mark"),
    path("motif/<slug:variant>.svg", views.motif, name="motif"),
    path("patterns/", for_staff(views.pattern_list), name="pattern_list"),
]
