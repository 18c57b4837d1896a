"""Tables as people send them: mixed encodings and broken rows spoil nothing else."""

import pytest

from nacre.members.csv_files import ImportRefused, csv_rows, csv_table, open_text


def written(tmp_path, content: bytes):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    return path


def problems(rows):
    return {row.number: row.problem.message for row in rows if row.problem}


def test_each_line_is_read_in_its_own_encoding(tmp_path):
    lines = "name\nSiobhán\n".encode() + "Zoë\n".encode("cp1252") + "Łucja".encode()
    path = written(tmp_path, b"\xef\xbb\xbf" + lines)
    assert [row["name"] for row in csv_rows(path)] == ["Siobhán", "Zoë", "Łucja"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_end_is_a_line_end(tmp_path, end):
    path = written(tmp_path, end.join([b"name,town", b"Ann,Leeds", b"Bo,Hull", b""]))
    assert [row["town"] for row in csv_rows(path)] == ["Leeds", "Hull"]


def test_a_line_end_between_two_chunks_is_one(tmp_path):
    filler = b"x" * (1 << 16)
    path = written(tmp_path, b"name,b\n" + filler[:-9] + b",1\r\n" + b"Ann,2\r\n")
    assert [row["b"] for row in csv_rows(path)] == ["1", "2"]


def test_nul_bytes_are_taken_out(tmp_path):
    path = written(tmp_path, b"name\nAn\x00n\n")
    assert next(csv_rows(path))["name"] == "Ann"


def test_utf_16_from_a_spreadsheet_is_read(tmp_path):
    path = written(tmp_path, "name\ttown\nZoë\tHull\n".encode("utf-16"))
    assert next(csv_rows(path)).values == {"name": "Zoë", "town": "Hull"}


def test_a_quotation_mark_left_open_costs_its_own_row(tmp_path):
    body = "\n".join(f"{n},Ann" for n in range(3, 2003))
    path = written(tmp_path, f'no,name\n1,"Ann\n2,"Bo"\n{body}\n'.encode())
    rows = list(csv_rows(path))
    assert problems(rows) == {2: "has a quotation mark that is never closed"}
    assert [row["no"] for row in rows if not row.problem] == [str(n) for n in range(2, 2003)]


def test_a_cell_may_go_over_lines(tmp_path):
    path = written(tmp_path, b'no,address\n1,"12 High Street\nLeeds"\n2,Hull\n')
    rows = list(csv_rows(path))
    assert rows[0]["address"] == "12 High Street\nLeeds"
    assert [row.number for row in rows] == [2, 3]


def test_a_row_of_another_width_is_reported(tmp_path):
    path = written(tmp_path, b"a,b\n1,2\n1\n1,2,3\n1,2,\n")
    assert set(problems(csv_rows(path))) == {3, 4}


def test_bytes_that_are_no_text_cost_their_own_row(tmp_path):
    path = written(tmp_path, b"name\n\x81\x8d\xff\nAnn\n")
    rows = list(csv_rows(path))
    assert "no text" in problems(rows)[2]
    assert rows[1]["name"] == "Ann"


def test_a_line_without_end_is_not_held_in_memory(tmp_path):
    path = written(tmp_path, b"name\n" + b"x" * (3 << 20) + b"\nAnn\n")
    rows = list(csv_rows(path))
    assert [row.number for row in rows if row.problem] == [2]
    assert rows[-1]["name"] == "Ann"


def test_a_cell_longer_than_the_reader_allows_costs_its_own_row(tmp_path):
    path = written(tmp_path, b"name\n" + b"x" * 200_000 + b"\nAnn\n")
    rows = list(csv_rows(path))
    assert [bool(row.problem) for row in rows] == [True, False]


def test_a_column_that_is_missing_is_named(tmp_path):
    path = written(tmp_path, b"Name,Town\nAnn,Leeds\n")
    with pytest.raises(ImportRefused, match=r"“membership_no”.*“name”, “town”"):
        csv_table(path, required=["membership_no", "name"], fold=True)


def test_columns_are_found_however_they_are_written(tmp_path):
    path = written(tmp_path, b"Membership No.; E-mail ;Shoe size\n1;a@example.org;44\n")
    table = csv_table(path, required=["membership_no"], known=["e_mail"], fold=True)
    assert table.extra == ["shoe_size"]
    assert next(table.rows)["membership_no"] == "1"


def test_a_column_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(ImportRefused, match="“email” stands twice"):
        csv_table(written(tmp_path, b"email,Email\n"), fold=True)


def test_a_file_may_come_without_a_header(tmp_path):
    table = csv_table(written(tmp_path, b'RAL,"Royal Free"\n'), names=["code", "name"])
    row = next(table.rows)
    assert (row.number, row["name"]) == (1, "Royal Free")


@pytest.mark.parametrize(("content", "said"), [(b"", "empty"), (b"PK\x03\x04", "spreadsheet")])
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path, content, said):
    with pytest.raises(ImportRefused, match=said):
        csv_table(written(tmp_path, content))


def test_text_can_be_read_whole(tmp_path):
    with open_text(written(tmp_path, b"a\r\nb")) as text:
        assert text.readable()
        assert text.read() == "a\nb"
