"""Addresses of toolkits, interviews and letters beyond their pages, and of the desk."""

from django.urls import path

from nacre.editorial.views import calendar, members, sign_off

app_name = "editorial"
urlpatterns = [
    path("toolkits/<int:pk>/register/", members.register, name="register"),
    path("interviews/<int:pk>/answer/", members.interview_answer, name="interview_answer"),
    path("sign-off/<str:token>/", sign_off.draft, name="sign_off"),
    path("sign-off/<str:token>/comments/", sign_off.comment, name="sign_off_comment"),
    path("sign-off/<str:token>/code/", sign_off.code, name="sign_off_code"),
    path("sign-off/<str:token>/answer/", sign_off.answer, name="sign_off_answer"),
    path("sign-off/<str:token>/files/<str:seal>/", sign_off.file, name="sign_off_file"),
    path("desk/calendar/", calendar.calendar, name="calendar"),
    path("desk/reviews/<int:pk>/", calendar.put_off, name="put_off"),
    path("recalls/<int:pk>/seen/", members.recall_seen, name="recall_seen"),
    path("recalls/letters/<str:token>/", members.recall_letters, name="recall_letters"),
]
