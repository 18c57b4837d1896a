"""Addresses of packages on the hosts of communities; what they run lies on a host of its own."""

from django.urls import path

from nacre.scorm import views

app_name = "scorm"
urlpatterns = [
    path("desk/packages/", views.package_list, name="package_list"),
    path("desk/packages/uploads/<uuid:key>/", views.upload_detail, name="upload_detail"),
    path("desk/packages/attempts/<uuid:key>/", views.attempt_play, name="attempt_play"),
    path("desk/packages/<uuid:key>/", views.package_detail, name="package_detail"),
    path("desk/packages/<uuid:key>/try/", views.package_try, name="package_try"),
    path("desk/packages/<uuid:key>/remove/", views.package_remove, name="package_remove"),
]
