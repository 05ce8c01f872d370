"""Reading sheets of candidates: separators, encodings, headers of other systems, bad rows."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.spreadsheet import Spreadsheet, SpreadsheetRefused, read_candidates


def read(text: str | bytes) -> Spreadsheet:
    data = text.encode() if isinstance(text, str) else text
    return read_candidates(data, name="people.csv")


def only(text: str | bytes):
    sheet = read(text)
    assert sheet.refusals == ()
    (row,) = sheet.rows
    return row


def test_a_greenhouse_sheet_is_read():
    row = only(
        "First Name,Last Name,Company,Title,Notes,Email,Phone,Social Media,Website,Address,Source,"
        "Who gets credit,Job\n"
        "Ada,Lovelace,Engines,Analyst,met at ICML,ada@x.org,+44 20 1234,linkedin.com/in/ada,"
        "https://ada.example,London,linkedin,grace@x.org,ML engineer\n"
    )

    assert (row.name, row.company, row.title) == ("Ada Lovelace", "Engines", "Analyst")
    assert (row.emails, row.phones) == (("ada@x.org",), ("+44 20 1234",))
    assert row.urls == ("https://linkedin.com/in/ada", "https://ada.example")
    assert (row.location, row.source, row.credit) == ("London", "linkedin", "grace@x.org")
    assert row.notes == "met at ICML"
    assert (row.job, row.extra) == ("ML engineer", {})


def test_a_linkedin_export_is_read():
    row = only(
        "candidate_id;project_id;first_name;last_name;emails (;);phone_numbers;profile_url\n"
        '17;3;Ada;Lovelace;"ada@x.org;ada@y.org";+44 20 1234;https://linkedin.com/in/ada\n'
    )

    assert row.emails == ("ada@x.org", "ada@y.org")
    assert row.external_id == "17"


def test_a_sheet_made_by_hand_is_read():
    assert only("name\nAda Lovelace\n").name == "Ada Lovelace"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(delimiter):
    row = only(delimiter.join(["Name", "E-mail"]) + "\n" + delimiter.join(["Ada", "a@x.org"]))

    assert row.emails == ("a@x.org",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(encoding):
    assert only("Name\nZoë Ångström".encode(encoding)).name == "Zoë Ångström"


def test_cells_that_look_like_formulas_stay_text():
    row = only('Name,Notes\nAda,"=HYPERLINK(""https://evil.example"")"\n')

    assert row.notes == '=HYPERLINK("https://evil.example")'


def test_a_quoted_cell_may_have_several_lines_and_lines_are_counted_right():
    sheet = read('Name,Notes\n\nAda,"one\ntwo"\n,nobody\nGrace,\n')

    assert [(row.line, row.name) for row in sheet.rows] == [(3, "Ada"), (6, "Grace")]
    assert [(bad.line, bad.reason) for bad in sheet.refusals] == [(5, "has no name")]


@pytest.mark.parametrize("mark", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_a_mark_that_only_looks_like_a_new_line_stays_in_its_cell(mark):
    row = only(f"Name,Notes\nAda,one{mark}two\n")

    assert row.notes == f"one{mark}two"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_ending_of_lines_is_read(ending):
    sheet = read(ending.join(["Name,Email", "Ada,a@x.org", "Grace,g@x.org"]))

    assert [(row.line, row.name) for row in sheet.rows] == [(2, "Ada"), (3, "Grace")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",a@x.org", "has no name"),
        ("\u202e \u200b,a@x.org", "has no name"),
        ("Ada,nowhere", "“nowhere” is not an email address"),
        ("Ada,a@x.org,more", "has 3 cells where the header has 2"),
        ("A" * 201 + ",a@x.org", "the name has more than 200"),
        ("Ada," + "x" * 200_000, "a cell has more than 20,000"),
    ],
)
def test_a_bad_row_is_named_with_its_reason_and_costs_only_itself(row, reason):
    sheet = read(f"Name,Email\nGrace,g@x.org\n{row}\nAlan,al@x.org\n")

    assert [found.name for found in sheet.rows] == ["Grace", "Alan"]
    (bad,) = sheet.refusals
    assert bad.line == 3
    assert bad.reason.startswith(reason)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"Colour,Size\nred,1\n", "no “Name” column"),
        (b"PK\x03\x04......", "workbook"),
        (b"Name\nA\x00da\n", "binary"),
        (b'Name,Notes\nAda,"never closed\nGrace,x\n', "in line 2 is not closed"),
        (b"Name\n" + b"Ada\n" * 8_001, "more than 8,000 rows"),
    ],
)
def test_a_sheet_of_which_nothing_can_be_read_is_refused(data, reason):
    with pytest.raises(SpreadsheetRefused, match=reason) as refused:
        read(data)

    assert refused.value.name == "people.csv"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Name," + b"abcdefgh," * 1_500_000, "line 1 has more than 50,000 characters"),
        (b"Name" + b"|" * 5_000_000, "line 1 has more than 50,000 characters"),
        (b"Name" + b"," * 200, "more than 200 columns"),
        (b"\n,,\nName" + b"," * 40_000, "more than 200 columns"),
        (b'Name,"' + b"x\n" * 60_000 + b'"\n', "headers have more than 50,000 characters"),
        (b"Name,Email\nAda" + b"," * 14_000_000, "line 2 has more than 1,000,000 characters"),
        (b"Name\nAda\n" + b"\r" * 14_000_000, "more than 200,000 lines"),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_what_no_sheet_looks_like_is_refused_before_it_is_taken_apart(data, reason):
    began = time.process_time()

    with pytest.raises(SpreadsheetRefused, match=reason):
        read(data)
    assert time.process_time() - began < 2


def test_two_hundred_columns_are_read():
    assert read("Name" + "".join(f",Question {n}" for n in range(199)) + "\nAda\n").rows


def test_eight_thousand_rows_are_read():
    assert len(read("Name\n" + "Ada\n" * 8_000).rows) == 8_000


def test_a_header_without_rows_gives_none():
    assert read("Name,Email\n") == Spreadsheet((), ())


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=20)


@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_names_come_out_as_they_went_in(names, delimiter):
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(
        [["Name", "Email"], *([n, ""] for n in names)]
    )

    assert [row.name for row in read(written.getvalue()).rows] == names


@given(st.binary(max_size=400))
def test_garbage_gives_rows_or_a_refusal_and_never_fails(data):
    try:
        sheet = read(b"Name,Email\n" + data)
    except SpreadsheetRefused:
        return
    assert all(row.name for row in sheet.rows)
