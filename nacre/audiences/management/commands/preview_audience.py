"""Says who would gain and who would lose access by another rule; nothing is saved."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nacre.audiences import rules
from nacre.audiences.models import Audience
from nacre.audiences.preview import Preview, preview_rule
from nacre.communities.models import Community


class Command(BaseCommand):
    """`nacre preview_audience liver nurses --rule '{"professions": ["nurse"]}'`."""

    help = "Say how many members gain and lose access if an audience gets another rule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose audience, and which rule."""
        parser.add_argument("community", help="slug of the community")
        parser.add_argument("audience", help="slug of the audience")
        parser.add_argument("--rule", required=True, help="the rule to try, as JSON")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and say it."""
        community = Community.objects.filter(slug=options["community"]).first()
        if community is None:
            raise CommandError(f"There is no community {options['community']}.")
        audience = Audience.objects.of(community).filter(slug=options["audience"]).first()
        if audience is None:
            raise CommandError(f"{community.slug} has no audience {options['audience']}.")
        rule = _read(options["rule"])
        told = preview_rule(community, before=audience.rule, after=rule)
        self.stdout.write(json.dumps(_facts(told)) if options["json"] else _words(told))


def _read(text: str) -> dict[str, Any]:
    try:
        rule = json.loads(text)
    except ValueError as error:
        raise CommandError(f"The rule is no JSON: {error}.") from error
    if problem := rules.problem(rule):
        raise CommandError(problem)
    return rule


def _facts(told: Preview) -> dict[str, Any]:
    return {
        "before": told.before,
        "after": told.after,
        "gain": told.gains.count,
        "lose": told.losses.count,
        "visitors_before": told.visitors_before,
        "visitors_after": told.visitors_after,
        "professions": told.rows,
    }


def _words(told: Preview) -> str:
    lines = [
        f"Members now: {told.before}. With this rule: {told.after}.",
        f"Gain access: {told.gains.count}. Lose access: {told.losses.count}.",
    ]
    if told.visitors_before != told.visitors_after:
        lines.append(f"Visitors {'gain' if told.visitors_after else 'lose'} access too.")
    lines += [f"  {row['profession']}: gain {row['gain']}, lose {row['lose']}" for row in told.rows]
    return "\n".join(lines)
