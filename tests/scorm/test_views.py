"""At the desk: editors bring packages, try them out, name and remove them; nobody else sees one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nacre.privacy.holdings import holdings
from nacre.scorm import actions
from nacre.scorm.models import Package, PackageAttempt, PackageUpload
from nacre.scorm.permissions import can_open, may_open
from nacre.scorm.signals import package_going
from nacre.scorm.upload_work import import_upload, tidy_packages, upload_path
from tests.scorm.conftest import core
from tests.scorm.packages import package

pytestmark = pytest.mark.django_db


def upload(content: bytes, name: str = "course.zip"):
    return {"file": SimpleUploadedFile(name, content, "application/zip"), "title": "Own title"}


def test_an_editor_brings_a_package_and_tries_it_out(at, erin, committed):
    desk = at("liver", erin)
    with committed():
        answer = desk.post("/desk/packages/", upload(package()))
    course = Package.objects.get()
    assert (course.title, course.imported_by, course.file_name) == (
        "Own title",
        erin.user,
        "course.zip",
    )
    page = desk.get(answer["Location"], follow=True)
    assert "What is launched, in order" in page.text
    page = desk.post(f"/desk/packages/{course.key}/try/", follow=True)
    assert "http://nacre-play.localhost:8000/" in page.text
    assert "frame-src http://nacre-play.localhost:8000" in page["Content-Security-Policy"]
    assert page["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert PackageAttempt.objects.get().is_tryout
    assert "Own title" in desk.get("/desk/packages/").text
    assert "frame-src" not in desk.get("/desk/packages/")["Content-Security-Policy"]


def test_a_bad_file_is_refused_beside_the_field(at, erin):
    answer = at("liver", erin).post("/desk/packages/", upload(b"x"))
    assert "This is not a zip file" in answer.text
    assert not PackageUpload.objects.exists()


def test_what_the_worker_refuses_is_told_on_its_page(at, erin, liver):
    waiting = PackageUpload.objects.create(community=liver, file_name="x.zip", by=erin.user)
    upload_path(waiting).parent.mkdir(exist_ok=True)
    upload_path(waiting).write_bytes(b"x")
    import_upload.func(waiting.pk)
    page = at("liver", erin).get(f"/desk/packages/uploads/{waiting.key}/").text
    assert "This is not a zip file" in page
    assert not upload_path(waiting).exists()


def test_an_upload_told_again_is_taken_in_once(liver, erin):
    waiting = PackageUpload.objects.create(community=liver, file_name="x.zip", by=erin.user)
    upload_path(waiting).parent.mkdir(exist_ok=True)
    upload_path(waiting).write_bytes(package())
    for _ in range(2):
        import_upload.func(waiting.pk)
    assert Package.objects.count() == 1


def test_the_night_finishes_what_a_killed_worker_left(liver, erin):
    from datetime import timedelta

    from django.utils import timezone

    waiting = PackageUpload.objects.create(
        community=liver, file_name="x.zip", state="reading", created_at=timezone.now() - timedelta(hours=3)
    )  # fmt: skip
    upload_path(waiting).parent.mkdir(exist_ok=True)
    upload_path(waiting).write_bytes(package())
    tidy_packages.func()
    waiting.refresh_from_db()
    assert waiting.state == "done"


@pytest.mark.parametrize("who", ["amara", "nadia", "chen", "faye", "ben", "dora", "visitor"])
def test_nobody_else_finds_a_package(request, at, bring, who):
    course = bring()
    browser = at("liver", request.getfixturevalue(who))
    for path in ("", f"{course.key}/"):
        answer = browser.get(f"/desk/packages/{path}")
        assert answer.status_code in {302, 404}
        assert course.title not in answer.text
    for path in ("", f"{course.key}/", f"{course.key}/try/", f"{course.key}/remove/"):
        assert browser.post(f"/desk/packages/{path}", {"title": "x"}).status_code in {302, 403, 404}
    assert Package.objects.get().title == "Own course"
    assert not PackageAttempt.objects.exists()


def test_an_editor_of_another_community_finds_none(at, bring, ms):
    from tests.cast import make_person

    course = bring()
    other = make_person(ms, "Otto", "Lind", profession="doctor", duty="clinical_editor")
    assert at("ms", other).get(f"/desk/packages/{course.key}/").status_code == 404
    assert at("ms", other).post(f"/desk/packages/{course.key}/remove/").status_code == 404


def test_nobody_plays_the_attempt_of_another(at, bring, erin, amara):
    mine = actions.open_attempt(package=bring(), membership=amara.membership)
    assert at("liver", erin).get(f"/desk/packages/attempts/{mine.key}/").status_code == 404


def test_a_package_is_renamed_and_removed_with_its_files(at, bring, erin, tmp_path, committed):
    course, desk = bring(), at("liver", erin)
    desk.post(f"/desk/packages/{course.key}/", {"title": "New <b>name</b>"})
    assert "New &lt;b&gt;name&lt;/b&gt;" in desk.get("/desk/packages/").text
    with committed():
        desk.post(f"/desk/packages/{course.key}/remove/")
    assert not Package.objects.exists()
    assert not (tmp_path / "media" / course.folder).exists()


def test_what_something_shows_is_not_removed(at, bring, erin):
    course = bring()

    def keep(sender, package, **said):
        return "The page “Paracetamol” shows this package. Take it out there first."

    package_going.connect(keep)
    page = at("liver", erin).post(f"/desk/packages/{course.key}/remove/", follow=True)
    package_going.disconnect(keep)
    assert "Take it out there first" in page.text
    assert Package.objects.exists()


def test_a_page_above_lets_members_in(bring, amara, erin, dora):
    course = bring()
    assert can_open(erin.viewer, course)
    assert not can_open(amara.viewer, course)
    may_open.append(lambda viewer, package: viewer.is_member)
    try:
        assert can_open(amara.viewer, course)
        assert not can_open(dora.viewer, course)
    finally:
        may_open.pop()


def test_the_list_asks_no_more_for_more(at, bring, erin, django_assert_max_num_queries):
    desk = at("liver", erin)
    bring()
    desk.get("/desk/packages/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        desk.get("/desk/packages/")
    for _ in range(4):
        bring()
    with django_assert_max_num_queries(len(few)):
        desk.get("/desk/packages/")


def test_what_a_course_remembers_is_in_a_persons_copy_and_goes_with_them(begin, say, amara):
    attempt = begin()
    say(attempt, 1, cmi=core("completed", "80"))
    held = {h.model: h for h in holdings() if h.model.startswith("scorm.")}
    assert held["scorm.ScoState"].rows(amara.user).get().cmi["core"]["lesson_status"] == "completed"
    assert held["scorm.PackageAttempt"].rows(amara.user).count() == 1
