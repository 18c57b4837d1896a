"""Addresses of toolkits and interviews beyond their pages."""

from django.urls import path

from nacre.editorial import views

app_name = "editorial"
urlpatterns = [
    path("toolkits/<int:pk>/register/", views.register, name="register"),
    path("interviews/<int:pk>/answer/", views.interview_answer, name="interview_answer"),
]
