"""Addresses of the component; answered only where it is switched on."""

from django.urls import path

from bespoke.case_of_the_month import views

app_name = "case_of_the_month"
urlpatterns = [path("<int:pk>/answer/", views.answer, name="answer")]
