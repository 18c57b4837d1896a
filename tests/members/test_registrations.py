"""Registration numbers: the canonical form, and help with what was mistyped."""

import pytest

from nacre.members.registrations import Canonical, Problem, normalise, number_for, warnings


@pytest.mark.parametrize(
    ("regulator", "typed", "canonical"),
    [
        ("GMC", "123 4567", "1234567"),
        ("GMC", "0012345", "0012345"),
        ("GMC", "a1234567", "A1234567"),
        ("NMC", "01a2345e", "01A2345E"),
        ("NMC", "01.A2345-E", "01A2345E"),
        ("GPhC", "2071234", "2071234"),
        ("PSNI", "4321", "4321"),
        ("HCPC", "PH 012345", "PH12345"),
        ("HCPC", "pyl000123", "PYL123"),
        ("GOC", "01-12345", "01-12345"),
        ("GOC", "d 12345", "D-12345"),
        ("GOC", "01–12345", "01-12345"),
        ("GOsC", "1234", "1234"),
        ("GCC", "01234", "01234"),
        ("GDC", "12 34 56", "123456"),
        ("HCPC", "HAD001", "HAD1"),
        ("UKPHR", "fr 123", "FR123"),
        ("GPhC", "5001234", "5001234"),
        ("SWE", "sw12345", "SW12345"),
    ],
)
def test_a_number_is_kept_in_one_form(regulator, typed, canonical):
    assert normalise(regulator, typed) == Canonical(regulator, canonical)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("O1A2345E", ("01A2345E",)),
        ("01A234SE", ("01A2345E",)),
        ("L1A2345E", ("11A2345E",)),
        ("0112345E", ("01L2345E", "01I2345E")),
    ],
)
def test_a_pin_copied_by_eye_is_corrected_only_by_its_owner(typed, meant):
    answer = normalise("NMC", typed)
    assert isinstance(answer, Problem)
    assert answer.suggestions == meant
    assert meant[0] in answer.sentence


@pytest.mark.parametrize(
    ("profession", "typed", "meant"),
    [
        ("doctor", "I23456O", ("1234560",)),
        ("doctor", "l234S67", ("1234567",)),
        ("physician_associate", "A123456B", ("A1234568",)),
        ("nurse", "OIA234SN", ("01A2345N",)),
        ("nurse", "01A234BE", ("01A2348E",)),
        ("pharmacist", "2O7I234", ("2071234",)),
        ("pharmacy_technician", "S001234", ("5001234",)),
        ("physiotherapist", "PHI23456", ("PH123456",)),
        ("occupational_therapist", "0T12345", ("OT12345",)),
        ("practitioner_psychologist", "PY112345", ("PYL12345",)),
        ("speech_language_therapist", "5L1234", ("SL1234",)),
        ("dentist", "12E4S6", ()),
        ("dentist", "1234S6", ("123456",)),
        ("optometrist", "0I-12345", ("01-12345",)),
        ("social_worker", "5W12345", ("SW12345",)),
    ],
)
def test_a_number_copied_by_eye_is_offered_in_words(profession, typed, meant):
    answer = number_for(profession, typed)
    assert isinstance(answer, Problem)
    assert answer.suggestions == meant
    if meant:
        assert answer.sentence == f"Did you mean {meant[0]}?"


def test_every_confusion_of_a_pin_leads_back_to_it():
    right = "01A2345L"
    for place, wrong in [(0, "O"), (1, "I"), (1, "L"), (6, "S"), (7, "1"), (0, "Q"), (0, "D")]:
        typed = right[:place] + wrong + right[place + 1 :]
        assert right in normalise("NMC", typed).suggestions, typed


def test_what_is_unusual_about_a_pin_is_said_and_not_refused():
    assert normalise("NMC", "99Z9999A") == Canonical("NMC", "99Z9999A")
    assert len(warnings("NMC", "99Z9999A")) == 2
    assert warnings("NMC", "01A2345N") == []
    assert warnings("PSNI", "4321")
    assert warnings("AHCS", "AB123")
    assert warnings("GMC", "1234567") == []


def test_a_social_worker_outside_england_names_the_regulator():
    assert number_for("social_worker", "SW12345") == Canonical("SWE", "SW12345")
    assert number_for("social_worker", "SSSC: 1234567") == Canonical("SSSC", "1234567")
    assert isinstance(number_for("social_worker", "1234567"), Problem)


def test_a_pharmacy_is_not_a_pharmacist():
    answer = number_for("pharmacist", "1031234")
    assert "the number of a pharmacy" in str(answer)


def test_a_pharmacist_of_northern_ireland_gives_a_psni_number():
    assert number_for("pharmacist", "4321") == Canonical("PSNI", "4321")


def test_an_hcpc_number_belongs_to_the_profession_claimed():
    assert number_for("physiotherapist", "PH123456") == Canonical("HCPC", "PH123456")
    assert "begins with PH" in str(number_for("physiotherapist", "DT123456"))
    assert number_for("dietitian", "123456").suggestions == ("DT123456",)


def test_a_paramedic_is_no_physician_associate():
    assert number_for("paramedic", "PA12345") == Canonical("HCPC", "PA12345")
    assert number_for("physician_associate", "1234567").suggestions == ("A1234567",)
    assert isinstance(number_for("doctor", "A1234567"), Problem)


@pytest.mark.parametrize(
    "typed", ["", " ", "12345678", "１２３４５６７", "1234567; DROP TABLE", "\x00"]
)
def test_what_is_no_number_is_refused_in_a_sentence(typed):
    answer = normalise("GMC", typed, "doctor")
    assert isinstance(answer, Problem)
    assert answer.sentence.endswith(".")
