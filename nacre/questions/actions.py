"""What happens to questions: banks are made, questions written, changed, suspended, taken in."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.questions.content import Content, line
from nacre.questions.intake import Found
from nacre.questions.lint import identifiers
from nacre.questions.markup import CannotBeCleaned
from nacre.questions.models import Bank, Picture, Question, QuestionVersion, Upload
from nacre.questions.permissions import can_write_in, can_write_questions

NOT_FOR_YOU = "Questions are written by the editors of this community."
CHANGED_MEANWHILE = "Somebody else changed this question meanwhile. Open it again."
MOST_AT_ONCE = 1000  # questions of one file at the desk
KEPT_FOR = timedelta(days=7)
BATCH = 500


# --- banks -----------------------------------------------------------------------------------


@transaction.atomic
def make_bank(*, by: Viewer, name: str, note: str = "") -> Bank:
    """An editor begins a bank."""
    if not can_write_questions(by) or by.community is None:
        raise Refused(_(NOT_FOR_YOU))
    bank = Bank(community=by.community)
    _name_bank(bank, name, note)
    return bank


@transaction.atomic
def change_bank(*, by: Viewer, bank: Bank, name: str, note: str = "") -> None:
    """An editor names a bank anew."""
    _check(by, bank)
    _name_bank(bank, name, note)


def _name_bank(bank: Bank, name: str, note: str) -> None:
    bank.name, bank.note = " ".join(name.split())[:120], note.strip()[:500]
    if not bank.name:
        raise Refused(_("Give the bank a name."))
    try:
        with transaction.atomic():
            bank.save()
    except IntegrityError as taken:
        raise Refused(_("There is a bank of this name already.")) from taken


# --- questions -------------------------------------------------------------------------------


@transaction.atomic
def write_question(
    *, by: Viewer, bank: Bank, content: Content, picture: Picture | None = None
) -> Question:
    """An editor writes a question."""
    _check(by, bank)
    question = Question(bank=bank, picture=picture)
    _set_down(question, content)
    record("question.written", viewer=by, object=f"question:{question.pk}")
    return question


@transaction.atomic
def change_question(
    *,
    by: Viewer,
    question: Question,
    content: Content,
    picture: Picture | None = None,
    since: int | None = None,
) -> None:
    """An editor changes a question. Answers given before keep what they answered.

    `since` is the version that the editor saw; another one meanwhile is not overwritten.
    """
    _check(by, question.bank)
    held = Question.objects.select_for_update().get(pk=question.pk)
    if since is not None and held.current and held.current.number != since:
        raise Refused(_(CHANGED_MEANWHILE))
    held.picture = picture
    _set_down(held, content)
    record("question.changed", viewer=by, object=f"question:{held.pk}")


def _set_down(question: Question, content: Content) -> None:
    """Check, clean and keep a content, as a version of its own where anything changed."""
    question.picture_alt = " ".join(str((content.picture or {}).get("alt") or "").split())[:500]
    question.write(checked(content))
    kept = question.content.as_json()
    question.fingerprint = question.content.fingerprint
    question.save()
    if question.current is not None and question.current.content == kept:
        return
    last = question.versions.order_by("-number").values_list("number", flat=True).first()
    question.current = QuestionVersion.objects.create(
        question=question,
        number=(last or 0) + 1,
        fingerprint=question.fingerprint,
        content=kept,
    )
    question.save(update_fields=["current"])


def checked(content: Content) -> Content:
    """The content as it may be kept; refuses what cannot be asked and what names a patient."""
    try:
        content = content.cleaned()
    except CannotBeCleaned as why:
        raise Refused(str(why)) from why
    if problems := content.problems():
        raise Refused(" ".join(problems))
    if reason := identifiers(content):
        raise Refused(reason)
    return content


@transaction.atomic
def suspend_question(*, by: Viewer, question: Question, why: str) -> None:
    """An editor takes a question out of use; nobody is asked it any more."""
    _check(by, question.bank)
    why = " ".join(why.split())[:300]
    if not why:
        raise Refused(_("Say why, for those who find it suspended."))
    question.is_suspended, question.suspended_because = True, why
    question.save(update_fields=["is_suspended", "suspended_because"])
    record("question.suspended", viewer=by, object=f"question:{question.pk}")


@transaction.atomic
def restore_question(*, by: Viewer, question: Question) -> None:
    """An editor brings a question back into use."""
    _check(by, question.bank)
    question.is_suspended, question.suspended_because = False, ""
    question.save(update_fields=["is_suspended", "suspended_because"])
    record("question.restored", viewer=by, object=f"question:{question.pk}")


def _check(by: Viewer, bank: Bank) -> None:
    if not can_write_in(by, bank):
        raise Refused(_(NOT_FOR_YOU))


# --- files -----------------------------------------------------------------------------------


@transaction.atomic
def stage_upload(
    *, by: Viewer, bank: Bank, file_name: str, found: Iterable[Found], note: str = ""
) -> Upload:
    """An editor brings a file; nothing is kept of it before they have looked."""
    _check(by, bank)
    here = fingerprints_in(bank)
    entries, left = [], []
    for one in found:
        if one.content is None:
            left.append({"line": one.line, "title": one.title, "reason": one.reason})
            continue
        entry = {"line": one.line, "title": one.title, "notes": list(one.notes)}
        fingerprint = one.content.fingerprint
        entry |= {"content": one.content.as_json(), "tags": list(one.content.tags)}
        entries.append(entry | {"is_here": fingerprint in here})
        here.add(fingerprint)
        if len(entries) > MOST_AT_ONCE:
            raise Refused(
                _("It has more than %(most)s questions. Split it, or have it imported by command.")
                % {"most": f"{MOST_AT_ONCE:,}"}
            )
    uploads = Upload.objects.of(by.community)
    uploads.filter(staged_at__lt=timezone.now() - KEPT_FOR).delete()
    return Upload.objects.create(
        community=bank.community,
        bank=bank,
        file_name=line(file_name, 200),
        note=note,
        found=entries,
        left=left,
    )


@transaction.atomic
def keep_upload(*, by: Viewer, upload: Upload) -> int:
    """An editor keeps what a file brought, without what is in the bank already; answers how many."""
    _check(by, upload.bank)
    held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if held is None:
        raise Refused(_("This file was kept or put away meanwhile."))
    contents = [
        Content(**entry["content"], tags=tuple(entry.get("tags", ()))) for entry in held.found
    ]
    number = keep_contents(bank=held.bank, contents=contents)
    held.delete()
    record("question.imported", viewer=by, object=f"bank:{upload.bank_id}")
    return number


@transaction.atomic
def drop_upload(*, by: Viewer, upload: Upload) -> None:
    """An editor puts a file away; nothing was kept."""
    _check(by, upload.bank)
    Upload.objects.filter(pk=upload.pk).delete()


@transaction.atomic
def keep_contents(
    *,
    bank: Bank,
    contents: Sequence[Content],
    on_progress: Callable[[int], None] = lambda number: None,
) -> int:
    """Keep clean contents as questions, all or none, but for those that the bank has already."""
    Bank.objects.select_for_update().get(pk=bank.pk)  # two at once would keep a question twice
    here = fingerprints_in(bank)
    kept = 0
    for start in range(0, len(contents), BATCH):
        batch = contents[start : start + BATCH]
        kept += _keep_batch(bank, batch, here)
        on_progress(len(batch))
    return kept


def _keep_batch(bank: Bank, contents: Sequence[Content], here: set[str]) -> int:
    questions = []
    for content in contents:
        if content.fingerprint not in here:
            here.add(content.fingerprint)
            question = Question(bank=bank)
            question.write(content)
            questions.append(question)
    Question.objects.bulk_create(questions)
    versions = [
        QuestionVersion(
            question=question,
            number=1,
            fingerprint=question.fingerprint,
            content=question.content.as_json(),
        )
        for question in questions
    ]
    QuestionVersion.objects.bulk_create(versions)
    for question, version in zip(questions, versions, strict=True):
        question.current = version
    Question.objects.bulk_update(questions, ["current"])
    return len(questions)


def fingerprints_in(bank: Bank) -> set[str]:
    """What the questions of a bank ask, as their fingerprints."""
    return set(Question.objects.in_bank(bank).values_list("fingerprint", flat=True))
