"""Mapping files, and dates as registers write them."""

from datetime import date

import pytest

from nacre.members.importing import ImportRefused
from nacre.members.register_mapping import OURS, Mapping, read_date, regulator_of


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        ("5071978", "DDMMYYYY", date(1978, 7, 5)),
        ("15071978", "DDMMYYYY", date(1978, 7, 15)),
        ("05/07/1978", "DDMMYYYY", date(1978, 7, 5)),
        ("1978-07-05", "DDMMYYYY", date(1978, 7, 5)),
        ("19780705", "YYYYMMDD", date(1978, 7, 5)),
        ("29022023", "DDMMYYYY", None),
        ("soon", "DDMMYYYY", None),
        ("123456789", "DDMMYYYY", None),
    ],
)
def test_a_date_may_lack_its_zero(text, form, day):
    assert read_date(text, form) == day


@pytest.mark.parametrize("path", sorted(OURS.glob("*.yaml")), ids=lambda p: p.name)
def test_each_mapping_of_ours_can_be_read(path):
    code = path.name.split("_")[0]
    assert Mapping.read(regulator_of(code), path.name).header


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a list", "has no `columns`"),
        ("columns: {number: N}", "names no column for surname, status"),
        ("colums: {}\ncolumns: {number: N, surname: S, status: T}", "unknown keys: colums"),
        ("regulator: NMC\ncolumns: {number: N, surname: S, status: T}", "maps the NMC register"),
        ("regulator: GMC\ncolumns: {number: N, surname: S, status: T}\nstatuses: {x: fine}",
         "do not exist: fine"),
        ("regulator: ABC\ncolumns: {number: N, surname: S, status: T}", "no regulator “ABC”"),
        ("{", "cannot be read"),
    ],
)  # fmt: skip
def test_a_mapping_that_is_wrong_is_refused_in_a_sentence(tmp_path, text, said):
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(ImportRefused, match=said):
        Mapping.read("GMC", path)


def test_a_regulator_without_a_usual_mapping_wants_one():
    with pytest.raises(ImportRefused, match="Give --mapping"):
        Mapping.read("NMC")
