"""Faults inside of a résumé: each costs itself and a warning, and nothing else."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from candidates.resume.document import Resume
from candidates.resume.loading import ResumeRefused
from candidates.resume.reading import read_resume
from candidates.resume.writing import plain_text
from tests.factories.candidates import resume_file

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
SECTIONS = ["basics", "work", "education", "skills", "projects", "publications", "meta", "extra"]


def read(data: bytes | str) -> Resume:
    return read_resume(data.encode() if isinstance(data, str) else data, name="file.json")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(SECTIONS, JSON)), st.text(min_size=1))
def test_any_json_with_a_name_is_read(found, name):
    """Whatever it holds, what comes out is JSON that PostgreSQL stores and reads back the same."""
    basics = found.pop("basics", None)
    data = {**found, "basics": {**(basics if isinstance(basics, dict) else {}), "name": name}}
    try:
        resume = read(json.dumps(data))
    except ResumeRefused:
        assume(False)
    written = json.dumps(resume.as_json_resume(), allow_nan=False, ensure_ascii=False)

    assert "\\u0000" not in written
    written.encode("utf-8")
    assert read(written) == resume


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", ["a"]),
        ("label", True),
        ("summary", {}),
        ("url", []),
        ("profiles", "x"),
        ("location", 3),
    ],
)
def test_a_field_of_a_wrong_type_is_left_out_and_nothing_else(field, value):
    resume = read(resume_file(email="ada@example.org", basics={field: value}, work=[{"name": "A"}]))

    assert not getattr(resume.basics, field) or field == "location"
    assert resume.basics.email == "ada@example.org"
    assert resume.work[0].name == "A"
    assert resume.warnings[0].startswith(f"basics.{field}: ")


def test_entries_of_a_wrong_type_are_left_out_each_with_a_warning():
    resume = read(resume_file(work=[3, {"name": "A"}, None, [], {"name": "B"}], skills={"a": 1}))

    assert [job.name for job in resume.work] == ["A", "B"]
    assert [warning.split(":")[0] for warning in resume.warnings] == [
        "work[0]",
        "work[3]",
        "skills",
    ]


def test_a_bare_text_is_what_an_entry_is_called():
    resume = read(resume_file(skills=["Python", {"name": "SQL", "keywords": "joins"}]))

    assert [skill.name for skill in resume.skills] == ["Python", "SQL"]
    assert resume.skills[1].keywords == ("joins",)
    assert len(resume.warnings) == 2


def test_numbers_where_text_is_expected_are_read_as_text():
    resume = read(resume_file(education=[{"institution": "A", "score": 3.8, "startDate": 2014}]))

    assert resume.education[0].score == "3.8"
    assert str(resume.education[0].start_date) == "2014"
    assert len(resume.warnings) == 2


def test_the_last_of_duplicate_keys_counts():
    resume = read('{"basics": {"name": "Ada", "label": "one", "label": "two"}}')

    assert resume.basics.label == "two"
    assert "“label” occurs twice" in resume.warnings[0]


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "9" * 5000, "0." + "1" * 400])
def test_numbers_that_no_database_takes_are_mended_with_a_warning(number):
    resume = read('{"basics": {"name": "Ada"}, "x": ' + number + "}")

    json.dumps(resume.as_json_resume(), allow_nan=False)
    assert len(resume.warnings) == 1


def test_characters_that_no_database_takes_are_left_out():
    resume = read(
        r'{"basics": {"name": "A\u0000da", "summary": "one\u0000\ud800two"}, "x\u0000": "\u0000y"}'
    )

    assert resume.name == "Ada"
    assert resume.basics.summary == "one\ufffdtwo"
    assert resume.extra == {"x": "y"}
    assert any("control characters" in warning for warning in resume.warnings)
    assert any("half a character" in warning for warning in resume.warnings)


@pytest.mark.parametrize("mark", ["\u202e", "\u202d", "\u2066", "\u2069", "\u200f"])
def test_direction_marks_are_left_out_of_names(mark):
    assert read(resume_file(name=f"Ada{mark} Lovelace")).name == "Ada Lovelace"


def test_overrides_of_direction_are_left_out_of_texts_with_a_warning():
    resume = read(resume_file(basics={"summary": "safe\u202eevil"}))

    assert resume.basics.summary == "safeevil"
    assert "direction of writing" in resume.warnings[0]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\u0001javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox",
        "file:///etc/passwd",
        "http://",
        "https://[::1",
        "http:///nohost",
        "//example.org",
        "just words",
        "https://exa mple.org",
    ],
)
def test_addresses_that_are_not_http_are_dropped_with_a_warning(address):
    resume = read(
        resume_file(
            basics={"url": address, "profiles": [{"network": "GitHub", "url": address}]},
            work=[{"name": "A", "url": address}],
        )
    )

    assert (resume.basics.url, resume.basics.profiles[0].url, resume.work[0].url) == ("", "", "")
    assert resume.basics.profiles[0].network == "GitHub"
    assert sum("not an http(s) address" in warning for warning in resume.warnings) == 3


def test_an_address_without_a_scheme_is_taken_for_https():
    assert read(resume_file(basics={"url": "www.ada.example/x"})).basics.url == (
        "https://www.ada.example/x"
    )


@pytest.mark.parametrize(
    "address", ["ada", "ada@", "@example.org", "a b@example.org", "ada@localhost"]
)
def test_what_is_no_email_address_is_left_out_with_a_warning(address):
    resume = read(resume_file(email=address))

    assert resume.basics.email == ""
    assert "not an email address" in resume.warnings[0]


def test_a_name_of_ten_thousand_letters_is_cut_with_a_warning():
    resume = read(resume_file(name="A" * 10_000))

    assert len(resume.name) == 200
    assert "basics.name" in resume.warnings[0]


def test_a_resume_of_megabytes_of_text_is_cut_to_what_a_page_can_show():
    jobs = [{"name": f"Place {n}", "summary": "word " * 2_000} for n in range(300)]
    resume = read(resume_file(work=jobs, skills=[{"name": "Python"}]))

    assert len(plain_text(resume)) < 250_000
    assert resume.work[0].name == "Place 0"
    assert any("very long" in warning for warning in resume.warnings)


def test_warnings_are_bounded():
    resume = read(resume_file(work=[{"startDate": f"never {n}"} for n in range(300)]))

    assert len(resume.warnings) == 101
    assert "more" in resume.warnings[-1]
