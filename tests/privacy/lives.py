"""A member with a life: rows in as many tables as one person can fill, and a look into all tables."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import connection
from wagtail.models import PageLogEntry

from nacre.communities.models import Enquiry
from nacre.editorial.actions import answer_interview, place_page
from nacre.editorial.models import InterviewPage
from nacre.members.actions import begin_impersonation, record_evidence
from nacre.members.models import (
    Connection,
    InviteBatch,
    MemberListEntry,
    ProfessionalRegistration,
    SavedSearch,
    User,
)
from nacre.members.viewer import Viewer
from nacre.pages.models import ReadingPlace
from nacre.privacy.models import Consent
from tests.cast import Person

WORDS = ("osei", "amara", "7654321", "hands that shook")


def live(at, amara: Person, chen: Person, erin: Person, page) -> None:
    """What amara leaves behind in an ordinary year."""
    at("liver", amara).get("/members/me/")
    user, place = amara.user, amara.membership
    place.post, place.biography = "Hepatologist", "Hands that shook."
    place.save()
    ProfessionalRegistration.objects.create(user=user, regulator="gmc", number="7654321")
    record_evidence(
        user=user, community=place.community, sort="work_email", detail="amara.osei@example.org"
    )
    record_evidence(user=erin.user, sort="callback", checked_by_id=user.pk)
    Connection.objects.create(
        community=place.community,
        requested_by=place,
        addressed_to=erin.membership,
        note="Osei here",
    )
    SavedSearch.objects.create(
        community=place.community, membership=place, name="More of the Oseis", query="q=osei"
    )
    ReadingPlace.objects.create(membership=place, page_id=page.basepage_ptr_id, percent=40)
    Consent.objects.create(
        user=user, community=place.community, purpose="newsletter", is_given=True, wording="Write."
    )
    operator = Viewer.of(User.objects.create_superuser("olga@example.org"), place.community)
    begin_impersonation(membership=place, by=operator, reason="Amara Osei cannot open a page.")
    Enquiry.objects.create(name="Amara Osei", email=user.email, message="How do we begin?")
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=user)
    interview = InterviewPage(
        title="A colleague", slug="a-colleague", interviewee_name="A colleague",
        approved_on=date(2026, 10, 1), interviewee=place, community=place.community,
    )  # fmt: skip
    place_page(page=interview, below=page.get_parent())
    answer_interview(interview=interview, by=amara.viewer, is_given=True)
    batch = InviteBatch.objects.create(
        community=place.community, tier="full", label="Autumn meeting", made_by=user
    )
    batch.codes.create(code_hash="0" * 64, used_at=batch.made_at, membership=place)
    MemberListEntry.objects.create(
        community=place.community, membership_no="L7", surname="Osei", surname_key="osei",
        forenames="Amara", email=user.email, category="full",
    )  # fmt: skip


@dataclass(frozen=True)
class Trace:
    """A word of a person in a column of a table."""

    table: str
    column: str
    word: str


def traces_in_the_database(words: tuple[str, ...]) -> set[Trace]:
    """Where any of the words stands, in whatever table and column there is."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')  # noqa: S608 - names of our own tables
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = str(value).casefold()
                    found |= {Trace(table, column, word) for word in words if word in text}
    return found


def links_to_account(number: int) -> set[str]:
    """Columns that still hold the number of an account."""
    found = set()
    account = apps.get_model("members.User")
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for column in model._meta.local_concrete_fields:
                if column.is_relation and column.related_model is account:
                    table = model._meta.db_table
                    cursor.execute(
                        f'select count(*) from "{table}" where "{column.column}" = %s',  # noqa: S608
                        [number],
                    )
                    if cursor.fetchone()[0]:
                        found.add(f"{model._meta.label}.{column.name}")
    return found
