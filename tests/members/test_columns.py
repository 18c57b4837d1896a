"""A large community answers from arrays; the answers are those of the tables, to the row."""

from datetime import timedelta
from random import Random

import pytest
from django.http import QueryDict
from django.utils import timezone

from nacre.members.actions import rebuild_directory, refresh_directory, seed_members
from nacre.members.column_files import folder_of, forget_columns, keep_columns
from nacre.members.current_columns import CurrentAnswer, bring_up_to_date, current_columns
from nacre.members.directory import Question, answer_to, search, sought_by, who_fits
from nacre.members.directory_rows import RowsAnswer
from nacre.members.interests import interests_of
from nacre.members.models import DirectoryChange, DirectoryEntry, Membership
from nacre.pages.models import Topic
from tests.cast import make_person

pytestmark = pytest.mark.django_db
WORDS = ["royal", "free", "ral", "nurse", "doc", "con", "hep", "s", "sm", "an", "a", "jones", "zzz",
         "o", "amara", "ward", "leeds", "jimmys", "emma", "smith"]  # fmt: skip


@pytest.fixture
def crowd(liver, amara, hepatitis, royal_free_hospital, leeds):
    """Some hundreds of members with interests, at three places, and their columns."""
    Topic.objects.create(community=liver, slug="cirrhosis", label="Cirrhosis")
    seed_members(liver, 400, interests=["hepatitis-d", "cirrhosis", "nafld"])
    rebuild_directory(liver)
    keep_columns(liver)
    yield liver
    forget_columns(liver)


def question_by(random: Random) -> QueryDict:
    """Something that a person might ask."""
    asked = QueryDict(mutable=True)
    asked["q"] = " ".join(random.sample(WORDS, random.choice((0, 0, 1, 1, 2, 3))))
    for group, values in (
        ("profession", ["doctor", "nurse", "pharmacist", "nobody"]),
        ("role", ["consultant", "ward_nurse", "registrar"]),
        ("region", ["London", "North East and Yorkshire"]),
        ("interest", ["hepatitis-d", "cirrhosis", "nothing"]),
    ):
        if random.random() < 0.25:
            asked.setlist(group, random.sample(values, random.choice((1, 2))))
    if random.random() < 0.2:
        asked["organisation"] = random.choice(("RAL", "RAL01", "RR801", "NONE"))
    if random.random() < 0.3:
        asked["order"] = "closest"
    return asked


def both(viewer, asked: QueryDict) -> list[dict]:
    """What the columns and the tables say to one question."""
    sought = sought_by(Question.of(asked), interests_of(viewer.community))
    current = current_columns(viewer.community)
    assert current is not None
    return [said_by(CurrentAnswer(current, sought)), said_by(RowsAnswer(viewer, sought))]


def said_by(answer) -> dict:
    """Everything that an answer says, page by page."""
    pages = []
    for start in range(0, answer.total + 25, 25):
        keys = answer.keys(start, start + 25)
        if not isinstance(keys, list):
            found = DirectoryEntry.objects.filter(pk__in=keys).order_by("sort_name", "id")
            keys = list(found.values_list("pk", flat=True))
        pages.append(keys)
    counts = {group: {k: n for k, n in c.items() if n} for group, c in answer.counts().items()}
    return {"total": answer.total, "counts": counts, "pages": pages}


@pytest.mark.parametrize("many", [False, True])
def test_columns_and_tables_say_the_same(amara, crowd, many, monkeypatch):
    random = Random(many)  # noqa: S311 - the same questions each time
    if many:  # as where many are found
        monkeypatch.setattr("nacre.members.columns_answer.FEW", 0)
    for _ in range(75):
        asked = question_by(random)
        columns, tables = both(amara.viewer, asked)
        assert columns == tables, asked.urlencode()


@pytest.mark.parametrize("seed", range(6))
def test_they_say_the_same_after_people_came_changed_and_left(amara, crowd, leeds, seed):
    random = Random(seed)  # noqa: S311 - the same questions each time
    others = Membership.objects.of(crowd).exclude(pk=amara.membership.pk)
    members = list(others.order_by("pk"))
    for membership in random.sample(members, 30):
        match random.choice(("move", "leave", "rename", "erase", "turn")):
            case "move":
                membership.organisation = leeds
            case "leave":
                membership.status = "left"
            case "rename":
                membership.user.family_name = random.choice(("Aaron", "Jones-Smith", "Zuk"))
                membership.user.save()
            case "turn":
                membership.role, membership.interests = "ward_nurse", ["cirrhosis"]
            case "erase":
                membership.delete()
                continue
        membership.save()
        refresh_directory(membership)
    seed_members(crowd, 20, seed=seed + 2)
    for _ in range(6):
        asked = question_by(random)
        columns, tables = both(amara.viewer, asked)
        assert columns == tables, asked.urlencode()


def test_who_changed_something_finds_it_at_once(amara, crowd):
    amara.membership.interests = ["nafld"]
    amara.membership.save()
    refresh_directory(amara.membership)
    found = search(amara.viewer, Question.of(QueryDict("q=osei&interest=nafld")))
    assert [entry.membership_id for entry in found.page] == [amara.membership.pk]


def test_what_changes_past_every_action_is_noted_too(amara, crowd):
    DirectoryEntry.objects.filter(membership=amara.membership).update(region="Wales")
    found = search(amara.viewer, Question.of(QueryDict("region=Wales")))
    assert found.total == 1


@pytest.mark.parametrize("outsider", ["dora", "visitor", "faye", "nadia", "ben"])
def test_the_columns_are_closed_to_outsiders(request, outsider, crowd):
    person = request.getfixturevalue(outsider)
    person.community = crowd
    found = search(person.viewer, Question.of(QueryDict("")))
    assert found.total == 0
    assert not any(group["options"] for group in found.facets)


def test_without_columns_the_tables_answer(amara, crowd):
    sought = sought_by(Question(), {})
    assert isinstance(answer_to(amara.viewer, sought), CurrentAnswer)
    forget_columns(crowd)
    assert isinstance(answer_to(amara.viewer, sought), RowsAnswer)


def test_both_say_the_same_of_who_fits_a_saved_search(amara, crowd):
    question = Question.of(QueryDict("profession=nurse&organisation=RAL"))
    total, keys = who_fits(amara.viewer, question, 1000)
    assert total == len(set(keys)) > 0
    forget_columns(crowd)
    said = who_fits(amara.viewer, question, 1000)
    assert (said[0], set(said[1])) == (total, set(keys))
    assert len(who_fits(amara.viewer, question, 3)[1]) == 3


def test_another_community_has_columns_of_its_own(dora, crowd, ms):
    make_person(ms, "Emma", "Jones", profession="nurse")
    rebuild_directory(ms)
    keep_columns(ms)
    found = search(dora.viewer, Question())
    assert found.total == 2
    forget_columns(ms)


def test_a_large_community_gets_columns_and_keeps_them_until_much_has_changed(
    amara, crowd, monkeypatch
):
    monkeypatch.setattr("nacre.members.current_columns.WORTHWHILE", 100)
    # On PostgreSQL all that this unfinished transaction did counts as changed since.
    monkeypatch.setattr("nacre.members.current_columns.MANY_CHANGES", 100_000)
    assert not bring_up_to_date(crowd)  # they are fresh
    monkeypatch.setattr("nacre.members.current_columns.MANY_CHANGES", 5)
    seed_members(crowd, 6)
    assert bring_up_to_date(crowd)
    assert current_columns(crowd) is not None


def test_a_small_community_has_none(amara, crowd):
    assert not bring_up_to_date(crowd)
    assert current_columns(crowd) is None


def test_after_very_many_changes_the_tables_answer(amara, crowd, monkeypatch):
    monkeypatch.setattr("nacre.members.current_columns.MOST_CHANGES", 5)
    seed_members(crowd, 6)
    assert current_columns(crowd) is None


def test_columns_of_another_database_are_not_read(amara, crowd):
    facts = next(folder_of(crowd).glob("*/facts.json"))
    facts.write_text(facts.read_text().replace('"moment": ', '"moment": 99'))
    assert current_columns(crowd) is None


def test_nobody_else_may_read_the_files(crowd):
    assert folder_of(crowd).parent.stat().st_mode & 0o077 == 0


def test_old_notes_are_cleared_but_the_last(amara, crowd):
    DirectoryChange.objects.update(changed_at=timezone.now() - timedelta(days=3))
    DirectoryChange.objects.clear_old()
    assert DirectoryChange.objects.count() == 1
