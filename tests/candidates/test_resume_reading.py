"""Reading JSON Resume: the published samples, older files, partial dates."""

import json
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.resume.document import PartialDate, Resume
from candidates.resume.reading import read_resume
from candidates.resume.writing import plain_text
from tests.factories.candidates import SAMPLES, resume_file, sample

NAMES = ["sample", "senior-engineer", "new-grad", "career-changer"]


def read(data: bytes | str) -> Resume:
    return read_resume(data.encode() if isinstance(data, str) else data, name="file.json")


def without_empty(value):
    if isinstance(value, dict):
        return {k: without_empty(v) for k, v in value.items() if v != ""}
    return [without_empty(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", NAMES)
def test_a_published_resume_is_read_whole_and_without_a_remark(name):
    written = read(sample(name)).as_json_resume()

    assert written["meta"].pop("warnings") == []
    assert written == without_empty(json.loads(sample(name)))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_valid_json_resume(name):
    schema = json.loads((SAMPLES / "schema.json").read_text())

    jsonschema.validate(read(sample(name)).as_json_resume(), schema)


@pytest.mark.parametrize("name", NAMES)
def test_reading_what_was_written_gives_the_same_resume(name):
    first = read(sample(name))

    assert read(json.dumps(first.as_json_resume())) == first


def test_older_names_of_fields_are_understood():
    resume = read(
        resume_file(
            basics={"website": "https://ada.example", "picture": "https://ada.example/me.png"},
            work=[{"company": "Analytical Engines", "website": "https://engines.example"}],
            education=[{"institution": "Home", "gpa": "4.0"}],
        )
    )

    assert resume.basics.url == "https://ada.example"
    assert resume.basics.image == "https://ada.example/me.png"
    assert resume.work[0].name == "Analytical Engines"
    assert resume.work[0].url == "https://engines.example"
    assert resume.education[0].score == "4.0"
    assert resume.warnings == ()


def test_the_new_name_of_a_field_wins_unless_it_cannot_be_read():
    both = read(resume_file(work=[{"name": "New", "company": "Old"}])).work[0]
    broken = read(resume_file(work=[{"name": ["?"], "company": "Old"}])).work[0]

    assert (both.name, both.extra) == ("New", {"company": "Old"})
    assert broken.name == "Old"


def test_unknown_fields_are_kept_where_they_were():
    resume = read(
        resume_file(patents=[{"number": 7}], work=[{"name": "A", "team": {"size": 3, "of": ["x"]}}])
    )
    written = resume.as_json_resume()

    assert written["patents"] == [{"number": 7}]
    assert written["work"][0]["team"] == {"size": 3, "of": ["x"]}


@pytest.mark.parametrize(
    "data",
    [
        '\ufeff{"basics": {"name": "Zoë"}}'.encode(),
        '\ufeff{"basics": {"name": "Zoë"}}'.encode("utf-16-le"),
        '\ufeff{"basics": {"name": "Zoë"}}'.encode("utf-16-be"),
    ],
)
def test_byte_order_marks_are_understood(data):
    assert read(data).name == "Zoë"


@pytest.mark.parametrize(
    "name", ["\u0645\u06cc\u200c\u062e", "প্রিয়াঙ্কা", "王秀英", "O'Neill-Smith", "Ñandú"]
)
def test_names_of_every_script_stay_as_they_are(name):
    resume = read(resume_file(name=name))

    assert resume.name == name
    assert resume.warnings == ()


def test_html_stays_text():
    text = "<script>alert(1)</script> & <b>bold</b>"

    assert read(resume_file(basics={"summary": text})).basics.summary == text


# Partial dates


@pytest.mark.parametrize("text", ["2014", "2014-06", "2014-06-29"])
def test_a_partial_date_is_kept_as_written(text):
    assert str(read(resume_file(work=[{"startDate": text}])).work[0].start_date) == text


def test_partial_dates_are_ordered_by_their_first_day_and_the_vaguer_first():
    texts = ["2015", "2014-06", "2014-06-01", "2014", "2014-06-02", "2014-01-01"]
    dates = [PartialDate.parse(text) for text in texts]

    assert [str(d) for d in sorted(dates)] == [
        "2014",
        "2014-01-01",
        "2014-06",
        "2014-06-01",
        "2014-06-02",
        "2015",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2014-13",
        "2014-02-30",
        "0000",
        "14",
        "June 2014",
        "2014/06",
        "2014-6",
        "\uff12\uff10\uff11\uff14",
    ],
)
def test_what_is_no_date_is_left_out_with_a_warning(text):
    resume = read(resume_file(work=[{"name": "A", "startDate": text, "endDate": "2015"}]))

    assert resume.work[0].start_date is None
    assert str(resume.work[0].end_date) == "2015"
    assert len(resume.warnings) == 1
    assert "work[0].startDate" in resume.warnings[0]


def test_present_is_an_open_end():
    resume = read(resume_file(work=[{"startDate": "2014", "endDate": "Present"}]))

    assert resume.work[0].end_date is None
    assert "going on" in resume.warnings[0]


@given(st.dates(min_value=date(1, 1, 1)), st.sampled_from([4, 7, 10]))
def test_every_real_date_is_one(day, length):
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"[:length]

    assert PartialDate.parse(text).text == text


def test_plain_text_has_the_words_and_not_the_addresses():
    text = plain_text(read(sample("senior-engineer")))

    assert "Consensus" in text
    assert "Bounded Staleness for Geo-Replicated Key-Value Stores" in text
    assert "lena.vasquez@example.com" in text
    assert "https://" not in text
