"""Addresses of the hub."""

from django.urls import path

from nacre.launch import views
from nacre.members.views import impersonations

app_name = "launch"
urlpatterns = [
    path("", views.hub, name="hub"),
    path("communities.css", views.community_look, name="community_look"),
    path("communities/<slug:slug>.svg", views.community_motif, name="community_motif"),
    path("enquire/", views.enquire, name="enquire"),
    path("enquire/thanks/", views.thanks, name="thanks"),
    path("enquiries/", views.enquiry_list, name="enquiry_list"),
    path("decision-times/", views.decision_time_list, name="decision_times"),
    path("impersonations/", impersonations.impersonation_list, name="impersonation_list"),
    path("enquiries/<int:pk>/answered/", views.enquiry_answered, name="enquiry_answered"),
]
