"""Saved searches as their owners read them: what was asked, in words."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _

from nacre.members import professions
from nacre.members.directory import Question
from nacre.members.interests import Interest, interest_label
from nacre.members.models import Organisation


def question_in(query: str) -> Question:
    """The question that an address asks."""
    return Question.of(QueryDict(query))


def described(question: Question, interests: dict[str, Interest], places: dict[str, str]) -> str:
    """A question in words: “osei” · Nurse or Pharmacist · within 25 miles of Leeds."""
    text = " ".join(question.text.split())
    groups = (
        map(professions.profession_label, question.picked("profession")),
        map(professions.role_label, question.picked("role")),
        question.picked("region"),
        (interest_label(slug, interests) for slug in question.picked("interest")),
    )
    said = [f"“{text}”" if text else "", *(_(" or ").join(group) for group in groups)]
    return " · ".join(part for part in [*said, _place(question, places)] if part)


def _place(question: Question, places: dict[str, str]) -> str:
    if not question.organisation:
        return ""
    name = places.get(question.organisation, question.organisation)
    if question.miles:
        return _("within %(miles)d miles of %(place)s") % {"miles": question.miles, "place": name}
    return _("at %(place)s") % {"place": name}


def places_in(questions: Iterable[Question]) -> dict[str, str]:
    """What the organisations in some questions are called, by code: one query."""
    codes = {question.organisation for question in questions if question.organisation}
    found = Organisation.objects.filter(ods_code__in=codes)
    return dict(found.values_list("ods_code", "name")) if codes else {}
