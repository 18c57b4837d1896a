"""Addresses of linking up on the hosts of communities."""

from django.urls import path

from nacre.networking.views import boundaries, connections, following, messages, moderation

app_name = "networking"
urlpatterns = [
    path("messages/", messages.conversation_list, name="conversation_list"),
    path("messages/new/", messages.conversation_new, name="conversation_new"),
    path("messages/files/<uuid:key>/", messages.attachment, name="attachment"),
    path("messages/flags/<uuid:key>/", moderation.message_flag, name="message_flag"),
    path("messages/mail/stop/<str:token>/", boundaries.mail_stop, name="mail_stop"),
    path("messages/<uuid:key>/", messages.conversation_detail, name="conversation_detail"),
    path("messages/<uuid:key>/read/", messages.conversation_read, name="conversation_read"),
    path("messages/<uuid:key>/leave/", messages.conversation_leave, name="conversation_leave"),
    path("connections/", connections.connection_list, name="connection_list"),
    path("connections/choices/", boundaries.choices, name="choices"),
    path("connections/ask/<uuid:key>/", connections.connection_ask, name="connection_ask"),
    path("connections/block/<uuid:key>/", boundaries.member_block, name="member_block"),
    path("connections/unblock/<uuid:key>/", boundaries.member_unblock, name="member_unblock"),
    path(
        "connections/suggestions/<uuid:key>/dismiss/",
        boundaries.suggestion_dismiss,
        name="suggestion_dismiss",
    ),
    *(
        path(
            f"connections/<uuid:key>/{answer}/",
            connections.connection_answer,
            {"answer": answer},
            name=f"connection_{answer}",
        )
        for answer in ("accept", "decline", "end")
    ),
    path("introductions/ask/<uuid:key>/", connections.introduction_ask, name="introduction_ask"),
    path(
        "introductions/<uuid:key>/pass-on/",
        connections.introduction_pass_on,
        name="introduction_pass_on",
    ),
    *(
        path(
            f"introductions/<uuid:key>/{answer}/",
            connections.introduction_answer,
            {"answer": answer},
            name=f"introduction_{answer}",
        )
        for answer in ("accept", "decline", "withdraw")
    ),
    path("following/", following.follow_list, name="follow_list"),
    path("following/<uuid:key>/end/", following.follow_end, name="follow_end"),
    path("following/<str:sort>/<str:key>/begin/", following.follow_begin, name="follow_begin"),
    path("moderation/messages/", moderation.flag_list, name="flag_list"),
    path("moderation/messages/<uuid:key>/", moderation.flag_detail, name="flag_detail"),
]
