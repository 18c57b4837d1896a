"""Django's handle on the component."""

from importlib import import_module

from django.apps import AppConfig


class CaseOfTheMonthConfig(AppConfig):
    """Case of the month."""

    name = "bespoke.case_of_the_month"
    label = "case_of_the_month"

    def ready(self) -> None:
        """Fill the slot in which a case asks or answers."""
        import_module("bespoke.case_of_the_month.slot")
        import_module("bespoke.case_of_the_month.demonstration")
