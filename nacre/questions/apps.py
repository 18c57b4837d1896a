"""Django's handle on the app."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.questions"
