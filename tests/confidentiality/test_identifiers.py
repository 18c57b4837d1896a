"""Check digits and ranges: what makes ten digits a patient's number."""

import pytest

from nacre.confidentiality.identifiers import (
    begins_with_a_birthday,
    passes_luhn,
    passes_mod_11,
)


@pytest.mark.parametrize(
    "number",
    ["9434765919", "9990000018", "9000000009", "4505577104", "4010232137", "9876543210",
     "2902000006", "3209999996", "3999999993", "3112999991", "3102990002", "3113500001"],
)  # fmt: skip
def test_a_right_check_digit_passes(number):
    assert passes_mod_11(number)


@pytest.mark.parametrize("number", ["9434765918", "9876543211", "0000000000", "9999999999"])
def test_a_wrong_check_digit_or_ten_equal_digits_do_not(number):
    assert not passes_mod_11(number)


@pytest.mark.parametrize("last", range(10))
def test_a_stem_whose_check_would_be_ten_has_no_number(last):
    assert not passes_mod_11(f"999000000{last}")


@pytest.mark.parametrize(
    ("number", "is_birthday"),
    [("2902000006", True), ("3112999991", True), ("3102990002", False), ("3113500001", False)],
)
def test_a_scottish_number_begins_with_a_day_that_was(number, is_birthday):
    assert begins_with_a_birthday(number) is is_birthday


def test_a_bank_card_has_its_check_digit():
    assert passes_luhn("4111111111111111")
    assert not passes_luhn("4111111111111112")
    assert not passes_luhn("0000000000000000")
