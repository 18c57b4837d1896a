"""A misspelt name still finds its person, the same from arrays and from tables, for members alone."""

from random import Random

import pytest
from django.http import QueryDict
from rapidfuzz.distance import OSA

from nacre.members.actions import rebuild_directory, refresh_directory, seed_members
from nacre.members.column_files import forget_columns, keep_columns
from nacre.members.current_columns import CurrentAnswer, current_columns
from nacre.members.directory import Question, search, sought_by
from nacre.members.directory_rows import RowsAnswer
from nacre.members.models import DirectoryEntry
from nacre.members.near_names import near_words, nearly
from nacre.members.spellings import Spellings
from tests.cast import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(liver, amara, royal_free):
    """Some hundreds of members."""
    seed_members(liver, 300)
    rebuild_directory(liver)
    yield liver
    forget_columns(liver)


@pytest.mark.parametrize(
    "text", ["amraa osei", "amara ossei", "oseii", "amarra osie", "amara oesi"]
)
def test_a_misspelt_name_finds_its_person(amara, listed, text):
    found = search(amara.viewer, Question(text=text))
    assert found.total == 0
    assert [entry.membership_id for entry in found.near] == [amara.membership.pk]
    assert "osei" in found.meant or "amara" in found.meant


def test_what_is_meant_is_said_and_leads_to_the_list(at, amara, listed):
    page = at("liver", amara).get("/members/?q=amara+oesi").content.decode()
    assert 'Did you mean <a href="?q=amara+osei">amara osei</a>?' in page
    assert "Amara Osei" in page


def test_words_far_from_every_name_find_nobody(amara, listed):
    found = search(amara.viewer, Question(text="xylophonist"))
    assert not found.near
    assert not found.meant


def test_facets_hold_for_near_names_too(amara, listed):
    asked = QueryDict("q=amraa+osei&profession=nurse")
    assert not search(amara.viewer, Question.of(asked)).near


@pytest.mark.parametrize("outsider", ["ben", "nadia", "faye", "dora", "visitor"])
def test_outsiders_are_told_no_name(request, outsider, listed, liver):
    person = request.getfixturevalue(outsider)
    person.community = liver
    found = search(person.viewer, Question(text="amraa osei"))
    assert not found.near
    assert not found.meant


@pytest.mark.parametrize("seed", range(6))
def test_columns_and_tables_find_the_same_people(amara, crowd, seed):
    random = Random(seed)  # noqa: S311 - the same mistakes each time
    keep_columns(crowd)
    newcomer = make_person(crowd, "Amira", "Ossei", profession="nurse")
    refresh_directory(newcomer.membership)
    names = list(DirectoryEntry.objects.of(crowd).values_list("sort_name", flat=True))
    for name in random.sample(names, 6):
        at = random.randrange(len(name) - 1)
        text = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        sought = sought_by(Question(text=text), {})
        columns = nearly(CurrentAnswer(current_columns(crowd), sought))
        assert columns == nearly(RowsAnswer(amara.viewer, sought)), text


def test_short_words_are_not_stretched():
    assert near_words("li", ["lu", "li", "lin"]) == {"li": 1050}
    assert set(near_words("lee", ["lea", "lees", "lloyd"])) == {"lea", "lees"}
    assert next(iter(near_words("smiht", ["smith", "smyth", "shite"]))) == "smith"


@pytest.mark.parametrize("seed", range(10))
def test_no_near_word_is_ruled_out_by_its_letters(seed):
    random = Random(seed)  # noqa: S311 - the same words each time
    words = ["".join(random.choices("abcdeéßжøñ", k=random.randrange(1, 9))) for _ in range(400)]
    known = Spellings.of(words)
    for typed in words[:20]:
        for edits in (0, 1, 2):
            near = {word for word in words if OSA.distance(typed, word) <= edits}
            assert near <= set(known.within(edits, typed))


def test_what_nobody_is_called_is_kept_without_a_patient(at, amara, listed, monkeypatch):
    kept = []
    monkeypatch.setattr(
        "nacre.members.views.directory.record", lambda kind, **said: kept.append(said)
    )
    at("liver", amara).get("/members/", {"q": "zzyzx 943 476 5919"})
    at("liver", amara).get("/members/", {"q": "osei"})
    at("liver", amara).get("/members/", {"q": "oesi"})
    assert kept[0]["results"] == 0
    assert "zzyzx" in kept[0]["query"]
    assert "5919" not in kept[0]["query"]
    assert not any("query" in said for said in kept[1:])


def test_a_name_given_up_is_not_suggested(amara, crowd):
    keep_columns(crowd)
    amara.user.family_name = "Whitlock"
    amara.user.save()
    refresh_directory(amara.membership)
    found = search(amara.viewer, Question(text="amara oesi"))
    assert "osei" not in found.meant.split()
