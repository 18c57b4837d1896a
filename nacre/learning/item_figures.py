"""What first attempts at a module say of its questions: counted, kept, looked at by editors.

Counting goes over every answer, so it is done by night for the modules in which an attempt has
ended since, and by `nacre count_answers`. What is kept names nobody. Versions of a question that ask
the same (the same fingerprint) are counted together; what it asked before stands by itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from nacre.communities.models import Community
from nacre.learning.first_attempts import first_attempts
from nacre.learning.models import Answer, Attempt, ModuleFigures, ModulePage, QuestionFigures
from nacre.questions.analysis import ALL, ItemAnalysis, ItemFigures, Option, Response, analyse
from nacre.questions.asking import chosen_in, options_of
from nacre.questions.models import QuestionVersion

Item = tuple[int, str]  # a question, and the fingerprint of what it asked


@dataclass
class Answered:
    """The first answers to a module as an analysis takes them."""

    rows: dict[int, dict[Item, Response]] = field(default_factory=lambda: defaultdict(dict))
    options: dict[Item, list[Option]] = field(default_factory=dict)

    def analysed(self) -> ItemAnalysis:
        """The figures."""
        return analyse(self.rows, self.options)


def answered_in(module: ModulePage, attempts: Iterable[Attempt] | None = None) -> Answered:
    """The scored answers of first attempts at a module, by learner and question."""
    firsts = first_attempts(module.community, module) if attempts is None else attempts
    answers = Answer.objects.filter(
        attempt__in=firsts, version__isnull=False, fraction__isnull=False
    )
    versions = _Versions(answers.values_list("version_id", flat=True).distinct())
    found = Answered(options=versions.options)
    said = answers.values_list("attempt__enrolment__membership", "version", "given", "fraction")
    for learner, version, given, fraction in said.iterator():
        chosen = versions.chosen(version, given)
        found.rows[learner][versions.item[version]] = Response(fraction or 0.0, chosen)
    return found


class _Versions:
    """Versions of questions, with the options of those that ask the same under the same keys."""

    def __init__(self, keys: Iterable[int]) -> None:
        versions = QuestionVersion.objects.filter(pk__in=list(keys)).order_by("-number")
        self.by_key = {version.pk: version for version in versions}
        self.item: dict[int, Item] = {}
        self.options: dict[Item, list[Option]] = {}
        self.renamed: dict[int, dict[str, str]] = {}
        for version in self.by_key.values():  # the newest first: its keys stand for all
            item = (version.question_id, version.fingerprint)
            options = options_of(version)
            self.item[version.pk] = item
            newest = self.options.setdefault(item, options)
            names = {option.label: option.key for option in newest}
            self.renamed[version.pk] = {o.key: names.get(o.label, o.key) for o in options}

    def chosen(self, version: int, given: Mapping[str, Any]) -> tuple[str, ...]:
        """The options in an answer, by the keys of the newest version."""
        names = self.renamed[version]
        return tuple(names.get(key, key) for key in chosen_in(self.by_key[version], given))


def count_module(module: ModulePage) -> ItemAnalysis:
    """Count the first answers to a module anew and keep the figures in place of the last ones."""
    ended = Attempt.objects.filter(module=module).counting().closed()
    up_to = ended.aggregate(last=Max("closed_at"))["last"]
    analysis = answered_in(module).analysed()
    whole = {
        name: getattr(analysis, name)
        for name in ("n", "k", "level", "kr20", "alpha", "sem", "mean")
    }
    with transaction.atomic():
        ModuleFigures.objects.get_or_create(module=module, defaults={"level": analysis.level})
        # Held, so that two who count at once leave one set of rows.
        kept = ModuleFigures.objects.select_for_update().filter(module=module)
        kept.first()
        kept.update(**whole, up_to=up_to, counted_at=timezone.now())
        QuestionFigures.objects.filter(module=module).delete()
        QuestionFigures.objects.bulk_create(_rows(module, analysis))
    return analysis


def _rows(module: ModulePage, analysis: ItemAnalysis) -> list[QuestionFigures]:
    asked = _Asked(module)
    items = [(cast(Item, figures.key)[0], figures) for figures in analysis.items]
    banks = asked.banks_of(question for question, _figures in items)
    return [
        _row(module, figures, is_asked=asked.asks(question, banks.get(question)))
        for question, figures in items
    ]


def _row(module: ModulePage, item: ItemFigures, *, is_asked: bool) -> QuestionFigures:
    question, fingerprint = cast(Item, item.key)
    return QuestionFigures(
        module=module,
        question_id=question,
        fingerprint=fingerprint,
        n=item.n,
        level=item.level,
        facility=item.facility,
        discrimination=item.discrimination,
        r=item.r,
        r_corrected=item.r_corrected,
        options=[
            {
                "key": count.option.key,
                "label": count.option.label,
                "is_right": count.option.is_right,
                "count": count.count,
            }
            for count in item.options
        ],
        flags=list(item.flags),
        is_weak=is_asked and item.level == ALL and _is_weak(item.flags),
    )


def _is_weak(flags: Sequence[str]) -> bool:
    """Whether an editor should look at it; what nearly everybody knows cannot tell learners apart."""
    return "suspend" in flags or ("review" in flags and "trivial" not in flags)


class _Asked:
    """Which questions a module asks today."""

    def __init__(self, module: ModulePage) -> None:
        self.questions: set[int] = set()
        self.banks: set[int] = set()
        for block in module.body:
            for kind, name, known in (
                ("question", "question", self.questions),
                ("draw", "bank", self.banks),
            ):
                chosen = block.value.get(name) if block.block_type == kind else None
                if chosen is not None:
                    known.add(chosen.pk)

    def banks_of(self, questions: Iterable[Any]) -> dict[int, int]:
        """The bank of each question."""
        found = QuestionVersion.objects.filter(question__in=list(questions))
        return dict(found.values_list("question", "question__bank").distinct())

    def asks(self, question: int, bank: int | None) -> bool:
        """Whether it is asked here, by itself or drawn from its bank."""
        return question in self.questions or bank in self.banks


def to_count(community: Community) -> list[ModulePage]:
    """Modules in which an attempt has ended since they were counted."""
    ended = Attempt.objects.of(community).counting().closed()
    latest = dict(
        ended.values("module").annotate(last=Max("closed_at")).values_list("module", "last")
    )
    known = dict(ModuleFigures.objects.filter(module__in=latest).values_list("module", "up_to"))
    due = [pk for pk, last in latest.items() if (known.get(pk) or last) < last or pk not in known]
    return list(ModulePage.objects.of(community).filter(pk__in=due).order_by("path"))


def count_community(
    community: Community,
    *,
    is_all: bool = False,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Count what is due, or every module that was taken; answers how many. Killed, it goes on."""
    modules = to_count(community)
    if is_all:
        taken = Attempt.objects.of(community).counting().closed().values("module")
        modules = list(ModulePage.objects.of(community).filter(pk__in=taken).order_by("path"))
    for done, module in enumerate(modules, 1):
        count_module(module)
        on_progress(done, len(modules))
    return len(modules)
