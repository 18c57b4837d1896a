"""Feeds, files and lists at their gates. Every other address is a page of the tree: config/urls.py, last."""

from django.urls import path

from nacre.pages import api, feed, sitemap, topics, views
from nacre.pages.search import views as search

app_name = "pages"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/in-vain/", search.in_vain, name="searches_in_vain"),
    path("topics/", topics.topic_list, name="topic_list"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("feed/", feed.feed, name="feed"),
    path("feed.atom", feed.feed, {"sort": "atom"}),
    path("feed/topics/<slug:slug>/", feed.topic_feed, name="topic_feed"),
    path("feed/topics/<slug:slug>.atom", feed.topic_feed, {"sort": "atom"}),
    path("feed/<slug:section>/", feed.section_feed, name="section_feed"),
    path("feed/<slug:section>.atom", feed.section_feed, {"sort": "atom"}),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap.sitemap_section, name="sitemap_section"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("api/v1/pages/", api.pages, name="api_pages"),
    path("api/v1/pages/<int:pk>/", api.page, name="api_page"),
    path("images/<int:pk>/<str:name>", views.rendition, name="rendition"),
    path("documents/<int:pk>/<str:name>", views.document, name="document"),
    path("reading/<int:pk>/", views.reading_place, name="reading_place"),
]
