"""Files that hold no résumé: each is refused, with the reason, in bounded time and memory."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.resume.document import Resume
from candidates.resume.loading import ResumeRefused
from candidates.resume.reading import read_resume
from tests.factories.candidates import resume_file, sample


def read(data: bytes | str) -> Resume:
    return read_resume(data.encode() if isinstance(data, str) else data, name="file.json")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b'{"basics": {"name": "Ada", "label": "cut he', "truncated"),
        (b'{"basics": {"name": "Ada"}', "truncated"),
        (b'{"basics": {"name": ', "truncated"),
        (b'[{"basics": {"name": "Ada"}}]', "a list"),
        (b'"Ada"', "single value"),
        (b"null", "single value"),
        (b"42", "single value"),
        (b"not json", "not JSON"),
        (b'{"basics": {"name": "Ada"}} {}', "goes on after its end"),
        (b"{'basics': 1}", "not valid JSON"),
        (bytes(range(256)), "binary"),
        (b'{"basics": {"name": "A\x00da"}}', "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "Word"),
        ('{"basics": {"name": "Zoë"}}'.encode("latin-1"), "not UTF-8"),
        ('{"basics": {"name": "Ada"}}'.encode("utf-16-le"), "binary"),
        (b"\xff\xfe{", "not UTF-16"),
        (b"{}", "has no name"),
        (b'{"name": "Ada"}', "has no name"),
        (b'{"basics": null}', "has no name"),
        (b'{"basics": ["Ada"]}', "has no name"),
        (b'{"basics": {"label": "Engineer"}}', "has no name"),
        (b'{"basics": {"name": 42}}', "has no name"),
        (b'{"basics": {"name": ""}}', "no visible character"),
        (rb'{"basics": {"name": " \t\n"}}', "no visible character"),
        (rb'{"basics": {"name": "\u0000\u0007\u202e\u200b\u00ad"}}', "no visible character"),
        (b" " * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_resume_is_refused_with_its_name_and_the_reason(data, reason):
    with pytest.raises(ResumeRefused, match=reason) as refused:
        read(data)

    assert refused.value.name == "file.json"
    assert "\n" not in refused.value.reason


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b"[" * 200_000 + b"]" * 200_000,
        b'{"basics": {"name": "Ada"}, "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"basics": {"name": "Ada"}, "x": ' + b'[{"y":' * 90_000,
    ],
)
def test_brackets_200_000_deep_are_refused_before_they_are_parsed(data):
    with pytest.raises(ResumeRefused, match="levels deep"):
        read(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"basics":{"name":"x"},"a":[' + b"[]," * 1_600_000 + b"1]}", "too large for one"),
        (b'{"basics":{"name":"x"}' + b',"a":1' * 800_000 + b"}", "more than 1,000 keys"),
        (b'{"basics":{"name":"' + b"\xc2\xa0" * 2_400_000 + b'"}}', "no visible character"),
    ],
)
def test_what_no_resume_looks_like_is_refused_quickly(data, reason):
    began = time.process_time()

    with pytest.raises(ResumeRefused, match=reason):
        read(data)
    assert time.process_time() - began < 2


def test_the_same_key_again_and_again_costs_one_warning():
    twice = '{"a": 1, "a": 2}'
    data = '{"basics": {"name": "Ada"}, "work": [' + f"{twice}," * 20_000 + "{}]}"
    began = time.process_time()

    assert len(read(data.encode()).warnings) == 2
    assert time.process_time() - began < 2


def test_brackets_inside_of_text_are_no_depth():
    summary = '["' * 1000 + '\\"{' * 1000 + "["

    assert read(resume_file(basics={"summary": summary})).basics.summary == summary


def test_many_brackets_side_by_side_are_no_depth():
    assert read(resume_file(x=[[] for _ in range(5_000)])).name == "Ada Lovelace"


@pytest.mark.parametrize("cut", range(1, 200, 7))
def test_a_file_cut_anywhere_is_refused(cut):
    with pytest.raises(ResumeRefused):
        read(sample("sample").rstrip()[:-cut])


@given(st.binary(max_size=300))
def test_garbage_is_refused_and_never_fails(data):
    with pytest.raises(ResumeRefused):
        read(data)
