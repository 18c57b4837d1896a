"""Who may open the desk of questions: for everybody else it is not there."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from nacre.communities.request import Request, here
from nacre.questions.models import Bank, Question
from nacre.questions.permissions import can_write_questions


def desk_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view for editors, in person; a page that does not exist for others."""

    @never_cache
    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        here(request)
        if not can_write_questions(request.viewer):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def own_bank(request: Request, key: str) -> Bank:
    """A bank of the viewer's desk."""
    bank: Bank = get_object_or_404(Bank.objects.visible_to(request.viewer), key=key)
    return bank


def own_question(request: Request, key: str) -> Question:
    """A question of the viewer's desk."""
    questions = Question.objects.visible_to(request.viewer).with_versions()
    question: Question = get_object_or_404(questions.select_related("picture"), key=key)
    return question
