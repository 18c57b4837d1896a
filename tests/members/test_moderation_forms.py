"""What a moderator writes at the desk names no patient."""

import pytest
from django.forms import CharField, Form

from nacre.confidentiality.forms import GuardedCharField
from nacre.members import list_forms, moderation_forms
from nacre.members.models import Membership, MembershipDecision

pytestmark = pytest.mark.django_db
RANG = "Rang 020 7946 0000, the switchboard"


def test_every_line_of_free_text_at_the_desk_is_guarded():
    typed = [
        field
        for module in (moderation_forms, list_forms)
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, Form)
        for field in form.base_fields.values()
        if isinstance(field, CharField)
    ]
    assert typed
    assert all(isinstance(field, GuardedCharField) for field in typed)


NAMED = "Works with the patient, NHS number 943 476 5919."


@pytest.mark.parametrize(
    ("door", "said"),
    [
        ("verify", {"register": "on", "tier": "full", "reason": NAMED}),
        ("verify", {"callback": "on", "tier": "full", "note": f"{RANG}. {NAMED}"}),
        ("decline", {"reason": NAMED}),
    ],
)
def test_a_moderators_words_name_no_patient(at, chen, ben, door, said):
    answer = at("liver", chen).post(f"/moderation/{ben.membership.key}/{door}/", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "an NHS number" in page
    assert "Works with the" in page  # what was typed is there to be mended
    assert Membership.objects.get(pk=ben.membership.pk).status == "pending"
    assert not MembershipDecision.objects.exists()


def test_a_question_about_the_words_is_answered_by_a_tick(at, chen, ben):
    said = {"reason": "Mrs Jones of personnel does not know this person."}
    desk, address = at("liver", chen), f"/moderation/{ben.membership.key}/decline/"
    page = desk.post(address, said).content.decode()
    assert 'name="reason_checked" value="name_title"' in page
    assert desk.post(address, said | {"reason_checked": "name_title"}).status_code == 302
    assert Membership.objects.get(pk=ben.membership.pk).status == "declined"


def test_whom_a_moderator_spoke_to_is_no_patient(at, chen, ben):
    said = {"callback": "on", "tier": "full", "note": "Rang 020 7946 0000, Mrs Jones of personnel"}
    at("liver", chen).post(f"/moderation/{ben.membership.key}/verify/", said)
    assert ben.viewer.is_member
