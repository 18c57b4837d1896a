"""Addresses of toolkits, interviews, letters, interests and sponsorship beyond their pages, and of the desk."""

from django.urls import path

from nacre.editorial.views import (
    calendar,
    fact_checks,
    interests,
    members,
    programmes,
    sign_off,
    sponsorship,
)

app_name = "editorial"
urlpatterns = [
    path("toolkits/<int:pk>/register/", members.register, name="register"),
    path("polls/<int:pk>/", members.poll_vote, name="poll_vote"),
    path("interviews/<int:pk>/answer/", members.interview_answer, name="interview_answer"),
    path("sign-off/<str:token>/", sign_off.draft, name="sign_off"),
    path("sign-off/<str:token>/comments/", sign_off.comment, name="sign_off_comment"),
    path("sign-off/<str:token>/code/", sign_off.code, name="sign_off_code"),
    path("sign-off/<str:token>/answer/", sign_off.answer, name="sign_off_answer"),
    path("sign-off/<str:token>/files/<str:seal>/", sign_off.file, name="sign_off_file"),
    path("desk/calendar/", calendar.calendar, name="calendar"),
    path("desk/reviews/<int:pk>/", calendar.put_off, name="put_off"),
    path("desk/programmes/", programmes.programme_list, name="programmes"),
    path("desk/programmes/<int:pk>/", programmes.assign, name="programme_desk"),
    path("desk/assigned/", programmes.assigned, name="assigned"),
    path("desk/sessions/<int:pk>/report/", programmes.start, name="start_report"),
    path("meetings/<int:pk>/programme.ics", programmes.calendar, name="programme_calendar"),
    path("meetings/<int:pk>/missed/", programmes.missed, name="missed"),
    path("recalls/<int:pk>/seen/", members.recall_seen, name="recall_seen"),
    path("recalls/letters/<str:token>/", members.recall_letters, name="recall_letters"),
    path("desk/interests/", interests.interest_list, name="interests"),
    path("desk/interests/confirm/", interests.interest_confirm, name="interest_confirm"),
    path("desk/interests/<int:pk>/end/", interests.interest_end, name="interest_end"),
    path("desk/funding/", sponsorship.funding_list, name="funding_list"),
    path("desk/funding/add/", sponsorship.funding_edit, name="funding_add"),
    path("desk/funding/<int:pk>/", sponsorship.funding_edit, name="funding_edit"),
    path("desk/certificates/<int:page_id>/", sponsorship.certificate, name="certificate"),
    path("desk/fact-checks/<int:page_id>/", fact_checks.desk, name="fact_checks"),
    path("desk/fact-checks/<uuid:key>/close/", fact_checks.close, name="fact_check_close"),
    path("desk/fact-checks/points/<int:pk>/", fact_checks.decide, name="fact_point_decide"),
    path("fact-checks/<uuid:key>/", fact_checks.window, name="fact_check"),
]
