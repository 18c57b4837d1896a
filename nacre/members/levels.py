"""How well a person is known: V0 to V4, or blocked, read from the evidence each time.

What counts is a finding that matches, that no newer one of its sort supersedes, and that has not
run out; one that has run out, or that a register no longer bears out, counts for two weeks more.
A suspension on a register counts at once (docs/explanation/verification.md).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Aggregate, Case, CharField, F, Q, Value, When
from django.db.models.functions import Concat

GRACE = timedelta(days=14)
VX = -1  # blocked: below every level that a rule may ask for
HOLDS = ("suspended", "removed", "deceased")  # on a register: hold at once, a human decides
ACCEPTABLE = ("practising", "provisional", "restricted")  # a restriction is never shown
REGISTER, BODY_LIST = "register_match", "body_list"
EMPLOYMENT = {"work_email", "document_seen"}
# What shows that the person, and not only the register's entry, is the one who asks.
CONTROL = EMPLOYMENT | {BODY_LIST, "callback", "cis2"}
OLD, HERE, HOLD = "old:", "@", "hold"
LOST = {HOLD, OLD + REGISTER}  # what a register took back, wherever it was found


def outcome_of(status: str) -> str:
    """The outcome of finding someone on a register with this status."""
    return "match" if status in ACCEPTABLE else "not_practising"


def level_from(sorts: set[str] | frozenset[str], *, rules_accepted: bool = True) -> int:
    """V0 to V4 from the sorts of findings that count.

    1 the e-mail address is theirs · 2 they work there, or the body or the switchboard knows them ·
    3 on the register and it is them, and they accepted the rules · 4 also on the body's list, or
    shown by an NHS identity.
    """
    if rules_accepted and "cis2" in sorts:
        return 4
    if rules_accepted and REGISTER in sorts and CONTROL & sorts:
        return 4 if BODY_LIST in sorts else 3
    if CONTROL & sorts:
        return 2
    return 1 if "email" in sorts else 0


@dataclass(frozen=True)
class Known:
    """What the evidence says of one person in one community."""

    matches: frozenset[str] = frozenset()
    had_register: bool = False
    is_held: bool = False
    is_judged: bool = False  # somebody looked at this person here, or a register took them off

    @classmethod
    def read(cls, told: str | None) -> "Known":
        """From the text that the query `with_evidence` brings."""
        tokens = (told or "").split(",")
        bare = {token.removesuffix(HERE) for token in tokens if token}
        return cls(
            matches=frozenset(t for t in bare if not t.startswith(OLD)) - {HOLD},
            had_register=bool({REGISTER, OLD + REGISTER} & bare),
            is_held=HOLD in bare,
            is_judged=any(t.endswith(HERE) for t in tokens) or bool(LOST & bare),
        )

    @property
    def is_lapsed(self) -> bool:
        """Whether what somebody was let in for no longer counts."""
        if BODY_LIST in self.matches or "cis2" in self.matches:
            return False
        lost_register = self.had_register and REGISTER not in self.matches
        nothing_counts = not self.matches & {*CONTROL, REGISTER}
        return self.is_judged and (lost_register or nothing_counts)


class JoinedText(Aggregate):
    """Texts of several rows with commas between them, on both databases."""

    function = "GROUP_CONCAT"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **how):
        """PostgreSQL's name for it."""
        return self.as_sql(
            compiler,
            connection,
            function="STRING_AGG",
            template="%(function)s(%(expressions)s, ',')",
            **how,
        )


def counting(now: datetime) -> Q:
    """Which findings count at a moment, grace included."""
    since = now - GRACE
    unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=since)
    lost_lately = (
        Q(superseded_by__checked_at__gt=since)
        & ~Q(superseded_by__outcome="match")
        & ~Q(superseded_by__register_status__in=HOLDS)
    )
    return Q(outcome="match") & unexpired & (Q(superseded_by__isnull=True) | lost_lately)


def held() -> Q:
    """Which findings hold a person at once."""
    about_them = Q(outcome__in=("not_practising", "review"))  # not: of somebody with another name
    return about_them & Q(sort=REGISTER, register_status__in=HOLDS, superseded_by__isnull=True)


def token(now: datetime) -> Concat:
    """One finding as a word: its sort, `old:` where it does not count, `@` where it is local."""
    word = Case(
        When(held(), then=Value(HOLD)),
        When(counting(now), then=F("sort")),
        When(outcome="match", then=Concat(Value(OLD), F("sort"))),
        default=Value(f"{OLD}failed"),
        output_field=CharField(),
    )
    place = Case(
        When(Q(community__isnull=True), then=Value("")),
        default=Value(HERE),
        output_field=CharField(),
    )
    return Concat(word, place, output_field=CharField())
