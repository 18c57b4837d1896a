"""Addresses of the demonstration; outside demo mode they are not there."""

from django.urls import path

from nacre.launch import views

app_name = "demo"
urlpatterns = [
    path("", views.demo, name="personas"),
    path("sign-in/", views.demo_sign_in, name="sign_in"),
    path("mail/", views.mail_list, name="mail_list"),
    path("mail/<str:key>/", views.mail_detail, name="mail_detail"),
]
