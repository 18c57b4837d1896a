"""REF's one page: session, user and three queries (five in all), 27 kB from a template."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.ref.models import Article, Comment, Notice


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What is new, for one person."""
    context = {
        "articles": Article.objects.select_related("author").order_by("-published_at")[:20],
        "comments": Comment.objects.select_related("author", "article").order_by("-written_at")[
            :15
        ],
        "notices": Notice.objects.filter(user=request.user)[:5],
    }
    return render(request, "ref/home.html", context)


urlpatterns = [path("", home)]
