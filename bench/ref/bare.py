"""The least that Django can answer."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    """One word."""
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello)]
