"""Addresses on the hub, the operator's public front."""

from django.conf import settings
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("accounts/signup/", RedirectView.as_view(url="/#communities")),
    path("accounts/", include("allauth.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("nacre.ui.urls")),
    path("", include("nacre.launch.urls")),
    *staticfiles_urlpatterns(),
]
if settings.NACRE_DEMO:
    urlpatterns.append(path("demo/", include("nacre.launch.demo_urls")))
