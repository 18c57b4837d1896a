"""Addresses on the hosts of communities."""

from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from nacre.components import registry
from nacre.pages.views import page


def component_urls() -> list[URLResolver]:
    """Each installed component's URLs below its prefix; the gate closes them where it is off."""
    return [
        path(component.urls.prefix, include(component.urls.module))
        for component in registry.installed()
        if component.urls
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("nacre.members.urls")),  # its sign-up comes before allauth's
    path("accounts/", include("allauth.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("nacre.ui.urls")),
    *component_urls(),
    *staticfiles_urlpatterns(),
    path("", include("nacre.pages.urls")),
    # Wagtail looks for this name when it makes the address of a page.
    re_path(r"^((?:[\w-]+/)*)$", page, name="wagtail_serve"),
]
