"""Addresses of discussions on the hosts of communities."""

from django.urls import path

from nacre.discussions.views import moderation, posts, threads

app_name = "discussions"
urlpatterns = [
    path("discussions/<int:page_id>/", threads.thread_detail, name="thread_detail"),
    path("discussions/<int:page_id>/follow/", threads.thread_follow, name="thread_follow"),
    path("discussions/<int:page_id>/unfollow/", threads.thread_unfollow, name="thread_unfollow"),
    path("discussions/<int:page_id>/lock/", moderation.thread_lock, name="thread_lock"),
    path("discussions/<int:page_id>/unlock/", moderation.thread_unlock, name="thread_unlock"),
    path("discussions/mail/stop/<str:token>/", threads.mail_stop, name="mail_stop"),
    path("discussions/posts/<uuid:key>/", posts.post_detail, name="post_detail"),
    path("discussions/posts/<uuid:key>/reply/", posts.post_reply, name="post_reply"),
    path("discussions/posts/<uuid:key>/edit/", posts.post_edit, name="post_edit"),
    path("discussions/posts/<uuid:key>/remove/", posts.post_remove, name="post_remove"),
    path("discussions/posts/<uuid:key>/flag/", posts.post_flag, name="post_flag"),
    path("moderation/posts/", moderation.post_list, name="post_list"),
    path("moderation/posts/<uuid:key>/", moderation.post_decide, name="post_decide"),
]
