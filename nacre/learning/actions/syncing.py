"""A device that was without a connection brings what was answered on it."""

from dataclasses import dataclass, field

from django.db import transaction

from nacre.learning.actions.answering import answer_screen, go_on
from nacre.learning.models import Attempt
from nacre.learning.player import Player
from nacre.learning.syncing import Sent
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer


@dataclass
class Synced:
    """What became of it."""

    kept: int = 0
    known: int = 0  # answered before, here or on another device: that stands
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def sync_answers(*, attempt: Attempt, by: Viewer, sent: list[Sent]) -> Synced:
    """Keep what was answered without a connection, screen by screen, and go on as far as it leads.

    However often the same is sent, each answer is kept once. A screen that was not answered whole
    keeps what it has; the learner goes on there.
    """
    told = Synced()
    module = attempt.module
    rows = {row.screen: row for row in sent}
    for screen in module.screens:
        row = rows.get(screen.key)
        if row is None:
            continue
        player = Player(attempt, module, screen.key)
        if player.screen.key != screen.key:
            break  # it lies behind a screen that is not done
        waiting = {item.name: item for item in player.waiting}
        told.known += len(player.items) - len(waiting)
        given = player.read(row.data)
        told.refused += player.errors.values()
        if given:
            answer_screen(attempt=attempt, by=by, given=given, items=waiting, at=row.at)
            told.kept += len(given)
        try:
            attempt = go_on(attempt=attempt, by=by, screen=screen.key)
        except Refused:
            break  # something on it still waits
        if attempt.is_closed:
            break
    return told
