"""Addresses of the Learning Zone on the hosts of communities."""

from django.urls import include, path

from nacre.learning.views import courses, desk, evaluation, player

app_name = "learning"
urlpatterns = [
    path("", include("nacre.questions.urls")),
    path("", include("nacre.scorm.urls")),
    path("learn/", courses.mine, name="mine"),
    path("learn/worker.js", player.worker, name="worker"),
    path("learn/courses/<uuid:key>/", courses.course, name="course"),
    path("learn/courses/<uuid:key>/before/", evaluation.before, name="before"),
    path("learn/courses/<uuid:key>/evaluation/", evaluation.after, name="evaluation"),
    path("learn/follow-ups/stop/<str:token>/", evaluation.follow_ups_stop, name="follow_ups_stop"),
    path("learn/follow-ups/<str:token>/", evaluation.follow_up, name="follow_up"),
    path("desk/learning/", desk.course_list, name="desk"),
    path("desk/learning/<int:pk>/", desk.course_detail, name="course_desk"),
    path("learn/<int:pk>/", player.module, name="module"),
    path("learn/<int:pk>/start/", player.module_start, name="module_start"),
    path("learn/<int:pk>/offline/", player.module_offline, name="module_offline"),
    path("learn/<int:pk>/answers/", player.module_answers, name="module_answers"),
    path("learn/<int:pk>/contact/", player.module_contact, name="module_contact"),
]
