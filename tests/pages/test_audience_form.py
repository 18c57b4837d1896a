"""At the desk an audience's rule is changed in two steps: see who gains and loses, then save."""

import re

import pytest

from nacre.audiences.models import Audience
from nacre.editorial.actions import open_desk
from tests.cast import NURSES_ONLY, make_person

pytestmark = pytest.mark.django_db
SAID = {"name": "Nurses", "slug": "nurses", "explanation": "Ask.", "min_level": "0"}


@pytest.fixture
def nurses(liver) -> Audience:
    """The nurses' audience."""
    return Audience.objects.of(liver).get(slug="nurses")


@pytest.fixture
def at_desk(at, liver, erin):
    """Erin, a clinical editor, at the desk."""
    open_desk(liver)
    erin.membership.save()
    return at("liver", erin)


def edit(audience: Audience) -> str:
    return f"/cms/snippets/audiences/audience/edit/{audience.pk}/"


def send(browser, address: str, **said) -> str:
    return browser.post(address, SAID | said, follow=True).content.decode()


def seen(page: str) -> str:
    return re.search(r'name="previewed" value="(\w+)"', page)[1]


def test_the_boxes_say_what_the_rule_says(at_desk, nurses):
    page = at_desk.get(edit(nurses)).content.decode()
    ticked = re.findall(r'name="(\w+)" value="(\w+)"[^>]* checked', page)
    assert set(ticked) == {
        ("professions", "nurse"),
        ("tiers", "full"),
        ("tiers", "learning_zone_only"),
    }


def test_a_changed_rule_is_shown_first_and_saved_when_sent_again(at_desk, nurses, amara, nadia):
    said = {"professions": ["doctor", "nurse"]}
    page = send(at_desk, edit(nurses), **said)
    assert "Nothing is saved yet" in page
    assert "1 member gains access, 1 loses it" in page
    nurses.refresh_from_db()
    assert nurses.rule == NURSES_ONLY
    send(at_desk, edit(nurses), previewed=seen(page), **said)
    nurses.refresh_from_db()
    assert nurses.rule == said


def test_what_was_seen_holds_for_that_change_alone(at_desk, nurses):
    page = send(at_desk, edit(nurses), professions=["doctor"])
    again = send(at_desk, edit(nurses), professions=["pharmacist"], previewed=seen(page))
    assert "Nothing is saved yet" in again
    nurses.rule = {"professions": ["dietitian"]}  # somebody else saved meanwhile
    nurses.save()
    late = send(at_desk, edit(nurses), professions=["doctor"], previewed=seen(page))
    assert "Nothing is saved yet" in late


def test_another_name_needs_no_look(at_desk, nurses):
    send(at_desk, edit(nurses), name="All nurses", **NURSES_ONLY)
    nurses.refresh_from_db()
    assert (nurses.name, nurses.rule, nurses.slug) == ("All nurses", NURSES_ONLY, "nurses")


def test_opening_to_visitors_is_said_in_words(at_desk, nurses):
    page = send(at_desk, edit(nurses), everyone="on")
    assert "Visitors gain access" in page


def test_names_are_for_moderators_alone(at, at_desk, nurses, amara, liver):
    said = {"professions": ["doctor"]}
    assert "Osei" not in send(at_desk, edit(nurses), **said)
    hugo = make_person(liver, "Hugo", "Lind", profession="doctor", duty="clinical_editor")
    hugo.user.is_superuser = hugo.user.is_staff = True
    hugo.user.save()
    page = send(at("liver", hugo), edit(nurses), **said)
    assert "Gain access, the first of them: Amara Osei" in page


def test_a_condition_that_we_no_longer_know_is_not_lost(at_desk, nurses):
    nurses.rule = {"roles": ["leech_keeper"]}
    nurses.save()
    assert "leech_keeper" in at_desk.get(edit(nurses)).content.decode()


def test_a_new_audience_says_who_will_belong_to_it(at_desk, liver, amara):
    said = {"name": "Doctors", "slug": "doctors", "professions": ["doctor"]}
    page = send(at_desk, "/cms/snippets/audiences/audience/add/", **said)
    assert "2 members gain access" in page
    send(at_desk, "/cms/snippets/audiences/audience/add/", previewed=seen(page), **said)
    made = Audience.objects.of(liver).get(slug="doctors")
    assert made.rule == {"professions": ["doctor"]}


@pytest.mark.parametrize("who", ["amara", "chen", "dora", "faye", "visitor", "journalist"])
def test_nobody_but_clinical_editors_and_operators_changes_a_rule(request, at, nurses, liver, who):
    open_desk(liver)
    if who == "journalist":
        person = make_person(liver, "Nell", "Garrity", profession="doctor", duty="journalist")
    else:
        person = request.getfixturevalue(who)
    said = {"professions": ["doctor"]}
    assert "Who gains" not in send(at("liver", person), edit(nurses), **said)
    nurses.refresh_from_db()
    assert nurses.rule == NURSES_ONLY


def test_the_audience_of_another_community_is_not_here(at_desk, ms):
    other = Audience.objects.of(ms).get(slug="nurses")
    assert at_desk.get(edit(other)).status_code in {302, 403, 404}
