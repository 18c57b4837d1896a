"""Says how long people waited for a moderator's answer."""

import json
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nacre.insights.periods import Month
from nacre.members.decision_times import Answers, DecisionTimes, decision_times, last_months
from nacre.members.templatetags.moderation import took


class Command(BaseCommand):
    """Figures of every community for the operator; counts, never people."""

    help = "Say how long answers of moderators took, by community and month, and who waits now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which month, and how to answer."""
        parser.add_argument("--month", help="2026-10; the last six complete months if left out")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and tell."""
        found = decision_times(_months(options["month"]))
        if options["json"]:
            self.stdout.write(json.dumps({"communities": [_as_dict(one) for one in found]}))
            return
        for one in found:
            oldest = f", the longest for {took(one.waits_for)}" if one.waits_for else ""
            self.stdout.write(f"{one.community}: {one.waiting} to look at{oldest}")
            for answers in one.months:
                self.stdout.write(f"  {answers.month.label}: {_in_words(answers)}")


def _months(text: str | None) -> list[Month]:
    if not text:
        return last_months()
    try:
        return [Month.parse(text)]
    except ValueError as problem:
        raise CommandError(str(problem)) from problem


def _in_words(answers: Answers) -> str:
    if answers.median is None:
        return "no answers"
    nine = f"within {took(answers.ninetieth)}" if answers.ninetieth else "too few to say"
    return f"{answers.decided} answered, half within {took(answers.median)}, nine in ten {nine}"


def _as_dict(one: DecisionTimes) -> dict[str, Any]:
    asked_at = timezone.now() - one.waits_for if one.waits_for else None
    return {
        "community": one.community.slug,
        "waiting": one.waiting,
        "oldest_asked_at": asked_at and asked_at.isoformat(timespec="seconds"),
        "months": [
            {
                "month": answers.month.key,
                "decided": answers.decided,
                "median_hours": _hours(answers.median),
                "ninetieth_hours": _hours(answers.ninetieth),
            }
            for answers in one.months
        ],
    }


def _hours(span: timedelta | None) -> float | None:
    return None if span is None else round(span.total_seconds() / 3600, 1)
