"""Addresses of questions: the desk, and the pictures."""

from django.urls import path

from nacre.questions.views import banks, files, questions

app_name = "questions"
urlpatterns = [
    path("desk/questions/", banks.bank_list, name="bank_list"),
    path("desk/questions/banks/new/", banks.bank_new, name="bank_new"),
    path("desk/questions/banks/<uuid:key>/", banks.bank_detail, name="bank_detail"),
    path("desk/questions/banks/<uuid:key>/edit/", banks.bank_edit, name="bank_edit"),
    path("desk/questions/banks/<uuid:key>/new/", banks.kind_list, name="kind_list"),
    path(
        "desk/questions/banks/<uuid:key>/new/<slug:kind>/",
        questions.question_new,
        name="question_new",
    ),
    path("desk/questions/banks/<uuid:key>/upload/", files.upload, name="upload"),
    path("desk/questions/banks/<uuid:key>/export/", files.export, name="export"),
    path(
        "desk/questions/banks/<uuid:key>/export/<slug:format>/",
        files.export_file,
        name="export_file",
    ),
    path("desk/questions/files/<uuid:key>/", files.staged, name="staged"),
    path("desk/questions/<uuid:key>/", questions.question_detail, name="question_detail"),
    path("desk/questions/<uuid:key>/edit/", questions.question_edit, name="question_edit"),
    path("desk/questions/<uuid:key>/suspend/", questions.question_suspend, name="suspend"),
    path("desk/questions/<uuid:key>/restore/", questions.question_restore, name="restore"),
    path("questions/pictures/<uuid:key>/", questions.picture, name="picture"),
]
