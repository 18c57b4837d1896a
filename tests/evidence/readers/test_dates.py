"""Dates as citation files write them."""

import pytest

from nacre.evidence.readers.dates import read_date
from nacre.evidence.records import BadRecord


@pytest.mark.parametrize(
    ("written", "year", "month", "printed"),
    [
        ("2006 Jun", 2006, 6, "2006 Jun"),
        ("2002 Sep 28", 2002, 9, "2002 Sep 28"),
        ("2001 Nov-Dec", 2001, 11, "2001 Nov-Dec"),
        ("1998 Dec-1999 Jan", 1998, 12, "1998 Dec-1999 Jan"),
        ("1990 Spring", 1990, None, "1990 Spring"),
        ("Spring 1990", 1990, None, "1990 Spring"),
        ("1975-1976", 1975, None, "1975-1976"),
        ("1948/07//", 1948, 7, "1948 Jul"),
        ("2014//", 2014, None, "2014"),
        ("2014///Spring", 2014, None, "2014 Spring"),
        ("2024-03-05", 2024, 3, "2024 Mar 5"),
        ("20240305", 2024, 3, "2024 Mar 5"),
        ("2006 September", 2006, 9, "2006 Sep"),
        ("2024", 2024, None, "2024"),
        ("2019 JUN 13", 2019, 6, "2019 Jun 13"),
        ("5 March 2020", 2020, 3, "2020 Mar 5"),
        ("March 5, 2020", 2020, 3, "2020 Mar 5"),
        ("2020.03.05", 2020, 3, "2020 Mar 5"),
        ("2021-05-31T00:00:00Z", 2021, 5, "2021 May 31"),
        ("2020 Feb 30", 2020, 2, "2020 Feb"),
        ("2020-13-45", 2020, None, "2020"),
        ("10/08/2017", 2017, None, "2017"),
        ("Winter 2011-2012", 2011, None, "2011-2012 Winter"),
    ],
)
def test_a_date_is_read_and_printed_as_a_reference_does(written, year, month, printed):
    issued = read_date(written)
    assert (issued.year, issued.month, issued.text) == (year, month, printed)


@pytest.mark.parametrize("written", ["", "no date", "99", "0000", "12345678901234567890"])
def test_without_a_year_there_is_no_date(written):
    with pytest.raises(BadRecord, match="no year"):
        read_date(written)
