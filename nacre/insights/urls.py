"""Addresses of insights on a community's host."""

from django.urls import path

from nacre.insights import views

app_name = "insights"
urlpatterns = [
    path("reports/", views.report_list, name="report_list"),
    path("reports/<str:month>/<slug:reader>/", views.report_detail, name="report_detail"),
    path(
        "reports/<str:month>/<slug:reader>/report.<str:form>", views.report_file, name="report_file"
    ),
    path("activity/", views.beat, name="beat"),
    path("activity/choice/", views.counting_choice, name="counting_choice"),
]
