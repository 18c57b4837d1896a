"""Files at their gates. Every other address is a page of the tree: config/urls.py, last."""

from django.urls import path

from nacre.pages import feed, search, views

app_name = "pages"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("feed/", feed.feed, name="feed"),
    path("images/<int:pk>/<str:name>", views.rendition, name="rendition"),
    path("documents/<int:pk>/<str:name>", views.document, name="document"),
    path("reading/<int:pk>/", views.reading_place, name="reading_place"),
]
