"""Courses, modules and banks from the items of a blueprint's courses.yaml."""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from nacre.communities.models import Community
from nacre.editorial.blocks import body_from_blueprint, prose
from nacre.editorial.from_blueprint import Item, Material, article_of, review_due
from nacre.learning.asked_from_blueprint import content_of
from nacre.learning.models import CoursePage, ModulePage
from nacre.questions.actions import keep_contents
from nacre.questions.models import Bank, Question

REVIEWED_EVERY = {"review_months": 24}


class Banks:
    """The banks of a community: those that a blueprint names, and one for each course's own."""

    def __init__(self, community: Community) -> None:
        self.community = community

    def named(self, name: str) -> Bank:
        """The bank of a name, made if it is not there."""
        return Bank.objects.get_or_create(community=self.community, name=name)[0]

    def fill(self, name: str, asked: list[Item]) -> dict[str, Question]:
        """Keep questions in a bank, once; answers them by fingerprint."""
        bank, contents = self.named(name), [content_of(said) for said in asked]
        keep_contents(bank=bank, contents=contents)
        wanted = {content.fingerprint for content in contents}
        found = Question.objects.in_bank(bank).filter(fingerprint__in=wanted)
        return {question.fingerprint: question for question in found}


def course_page(item: Item, material: Material) -> CoursePage:
    """A course, without its modules."""
    return article_of(
        CoursePage,
        item,
        material,
        outcomes="\n".join(" ".join(str(line).split()) for line in item["outcomes"]),
        pass_mark=item.get("pass_mark", 80),
        valid_months=item.get("valid_months", 0),
        is_in_order=item.get("is_in_order", False),
        review_due_on=review_due(REVIEWED_EVERY | item, material),
    )


def module_page(item: Item, course: Item, material: Material, banks: Banks) -> ModulePage:
    """A module of a course; what it asks is kept in the bank of the course."""
    inherited = {name: course[name] for name in ("audience", "days_ago") if name in course}
    whole = REVIEWED_EVERY | inherited | item
    return article_of(
        ModulePage,
        whole | {"body": None},
        material,
        body=list(_body(item, course, banks)),
        minutes=item["minutes"],
        time_limit=item.get("time_limit", 0),
        review_due_on=review_due(whole, material),
    )


def _body(item: Item, course: Item, banks: Banks) -> Iterator[dict[str, Any]]:
    asked = [said["question"] for said in item["body"] if "question" in said]
    questions = banks.fill(str(course["title"]), asked)
    for place, said in enumerate(item["body"]):
        key = str(uuid5(NAMESPACE_URL, f"{course['slug']}/{item['slug']}/{place}"))
        for raw in _blocks(said, banks, questions):
            yield {**raw, "id": key}


def _blocks(said: Item, banks: Banks, questions: dict[str, Question]) -> list[dict[str, Any]]:
    if "screen" in said:
        return [{"type": "screen", "value": str(said["screen"])}]
    if "question" in said:
        found = questions[content_of(said["question"]).fingerprint]
        return [{"type": "question", "value": {"question": found.pk}}]
    if "draw" in said:
        bank = banks.named(said["draw"]["bank"])
        return [{"type": "draw", "value": {"bank": bank.pk, "number": said["draw"]["number"]}}]
    if "case" in said:
        stages = [_item(_stage(stage)) for stage in said["case"]["stages"]]
        return [{"type": "case", "value": {"title": said["case"]["title"], "stages": stages}}]
    return body_from_blueprint([said])


def _stage(said: Item) -> dict[str, Any]:
    choices = [
        {
            "label": choice["label"],
            "feedback": f"<p>{prose(choice.get('feedback', ''))}</p>",
            "goes_to": choice.get("goes_to", ""),
            "credit": choice.get("credit"),
        }
        for choice in said.get("choices", [])
    ]
    text = f"<p>{prose(said['text'])}</p>"
    return {"name": said["name"], "text": text, "choices": [_item(choice) for choice in choices]}


def _item(value: dict[str, Any]) -> dict[str, Any]:
    """A part of a list as Wagtail keeps it; without an id it would take the whole for the value."""
    return {"type": "item", "value": value, "id": str(uuid5(NAMESPACE_URL, repr(value)))}
