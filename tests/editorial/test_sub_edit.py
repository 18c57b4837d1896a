"""Before a clinician reads a page, a colleague in the house does, where there is one."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState

from nacre.editorial.models import ClinicalSignOffTask, NewsPage, SubEditTask
from tests.cast import make_person


@pytest.fixture
def tom(liver, desk):
    """A second journalist."""
    return make_person(liver, "Tom", "Inkpen", profession="editorial_staff", duty="journalist")


def step_of(page) -> TaskState:
    return NewsPage.objects.get(pk=page.pk).current_workflow_task_state


def answer(page, person, action="approve") -> None:
    step = step_of(page)
    step.task.specific.on_action(step, person.user, action, comment="Shorter, please")


def test_a_colleague_reads_it_first_and_then_a_clinician(at, tom, sent):
    assert isinstance(step_of(sent).task.specific, SubEditTask)
    home = at("liver", tom).get("/cms/").text
    assert "Sub-edit: read it, change what is wrong, pass it on." in home
    answer(sent, tom)
    assert isinstance(step_of(sent).task.specific, ClinicalSignOffTask)
    assert not NewsPage.objects.get(pk=sent.pk).live


def test_what_a_colleague_changed_goes_on_as_they_left_it(tom, sent):
    page = NewsPage.objects.get(pk=sent.pk)
    page.title = "A shorter draft"
    page.save_revision(user=tom.user)
    answer(sent, tom)
    assert step_of(sent).revision.as_object().title == "A shorter draft"


def test_nobody_passes_what_they_sent(at, tom, nell, sent):
    assert "Sub-edit: read it" not in at("liver", nell).get("/cms/").text
    with pytest.raises(PermissionDenied, match="A colleague reads"):
        answer(sent, nell)


def test_a_colleague_sends_it_back(tom, nell, sent):
    answer(sent, tom, "reject")
    assert NewsPage.objects.get(pk=sent.pk).workflow_in_progress is False


def test_a_desk_of_one_waits_for_nobody(sent):
    assert isinstance(step_of(sent).task.specific, ClinicalSignOffTask)
    passed = TaskState.objects.get(task__in=SubEditTask.objects.all())
    assert passed.status == TaskState.STATUS_APPROVED
    assert "Nobody else is at the desk" in passed.comment
