"""After a register's file: everybody who claims a number of that regulator is compared."""

import pytest

from nacre.members.actions import Claim, join_community
from nacre.members.actions.registers import load_register, undo_register
from nacre.members.models import Membership, ProfessionalRegistration, User
from tests.members.register_files import doctor, gmc_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(amara):
    """Amara Osei says that GMC 7000001 is hers."""
    return ProfessionalRegistration.objects.create(
        user=amara.user, regulator="GMC", number="7000001"
    )


@pytest.fixture
def load(tmp_path):
    """Take these lines in as the whole register."""

    def loaded(*lines):
        return load_register(
            regulator="gmc", path=gmc_file(tmp_path, *lines), mapping="gmc_lrmp.yaml", accept_gone=True
        )  # fmt: skip

    return loaded


def findings(user):
    return list(
        user.evidence.filter(sort="register_match")
        .order_by("number")
        .values_list("outcome", "register_status")
    )


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        (doctor("7000001", "Osei", "Amara"), ("match", "practising")),
        (doctor("7000001", "Osei", "A"), ("match", "practising")),
        (doctor("7000001", "Osei", "Kwame"), ("review", "practising")),
        (doctor("7000001", "Boateng", "Amara"), ("review", "practising")),
        (doctor("7000001", "Boateng", "Kwame"), ("mismatch", "practising")),
        (doctor("7000001", "Boateng", "Kwame", status="Suspended"), ("mismatch", "suspended")),
        (doctor("7000002", "Osei", "Amara"), ("not_found", "")),
        (
            doctor("7000001", "Osei", "Amara", status="Registered without a Licence"),
            ("not_practising", "registered_not_practising"),
        ),
    ],
)
def test_a_claim_is_compared_with_the_register(amara, claim, load, line, finding):
    load(line)
    assert findings(amara.user) == [finding]


def test_the_same_answer_is_noted_once(amara, claim, load):
    load(doctor("7000001", "Osei", "Amara"))
    load(doctor("7000001", "Osei", "Amara"))
    assert len(findings(amara.user)) == 1
    load(doctor("7000001", "Osei", "Amara", status="Not Registered - Other"))
    assert findings(amara.user)[-1] == ("not_practising", "lapsed")


@pytest.mark.parametrize(
    ("status", "here"),
    [
        ("Suspended", "suspended"),
        ("Not Registered - Deceased", "suspended"),
        ("Not Registered - Erased after Fitness to Practise panel hearing", "suspended"),
        ("Not Registered - Having relinquished registration", "active"),
        ("Registered without a Licence", "active"),
    ],
)
def test_who_is_struck_off_waits_for_a_person(amara, claim, load, status, here):
    load(doctor("7000001", "Osei", "Amara", status=status))
    assert Membership.objects.get(pk=amara.membership.pk).status == here


def test_a_wrong_number_holds_nobody_else(amara, claim, load):
    load(doctor("7000001", "Boateng", "Kwame", status="Suspended"))
    assert Membership.objects.get(pk=amara.membership.pk).status == "active"


def test_undoing_a_file_compares_again(amara, claim, load):
    load(doctor("7000001", "Osei", "Amara"))
    run = load(doctor("7000001", "Osei", "Amara", status="Not Registered - Other"))
    undo_register(key=str(run.key), regulator="GMC")
    assert [outcome for outcome, _ in findings(amara.user)] == ["match", "not_practising", "match"]


def test_who_joins_is_compared_at_once_and_learns_nothing(liver, load):
    load(doctor("7000001", "Osei", "Amara"), doctor("7000002", "Quill", "Ada"))
    answers = []
    for number in ("7000001", "7000002", "7000009"):
        user = User.objects.create_user(f"{number}@example.org")
        said = Claim(name="Ada Quill", profession="doctor", regulator="GMC", number=number)
        answers.append(join_community(user=user, community=liver, claim=said).status)
    outcomes = [findings(user)[0][0] for user in User.objects.order_by("pk")]
    assert answers == ["pending"] * 3
    assert outcomes == ["mismatch", "match", "not_found"]


def test_the_second_claim_to_a_number_is_never_a_match(liver, amara, claim, load):
    load(doctor("7000001", "Osei", "Amara"))
    user = User.objects.create_user("other@example.org")
    said = Claim(name="Amara Osei", profession="doctor", regulator="GMC", number="7000001")
    assert join_community(user=user, community=liver, claim=said).status == "pending"
    assert findings(user) == [("review", "practising")]


def test_the_moderator_sees_the_name_and_the_scores(at, liver, chen, load):
    load(doctor("7000001", "Osei", "Amara"))
    user = User.objects.create_user("kwame@example.org")
    said = Claim(name="Kwame Osei", profession="doctor", regulator="GMC", number="7000001")
    join_community(user=user, community=liver, claim=said)
    page = at("liver", chen).get("/moderation/").content.decode()
    assert "GMC 7000001 is Osei, Amara on the GMC register of" in page
    assert "surname 1.0, given name 0.0" in page
