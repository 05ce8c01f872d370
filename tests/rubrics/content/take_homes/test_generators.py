"""What every generator promises, whatever its data."""

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rubrics.content.take_homes import GENERATORS
from rubrics.content.take_homes.model import Generator
from tests.rubrics.content.take_homes.reading import SEEDS, archive

each = pytest.mark.parametrize("generator", GENERATORS.values(), ids=lambda one: one.key)
# What each generator gave when its version was published, by key and version.
PUBLISHED = Path(__file__).with_name("published.json")


def digest(generator: Generator) -> str:
    files = generator.files(4711)
    return hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()


def truth(generator: Generator, seed: int):
    return [(fact.key, dict(fact.figures)) for fact in generator.truth(seed).facts]


# Seeds


@each
def test_a_version_never_changes_its_data(generator):
    """Fails after a change of data: raise the generator's version and add its line to the file."""
    published = json.loads(PUBLISHED.read_text())

    assert digest(generator) == published.get(f"{generator.key}/{generator.version}")


@each
def test_another_process_makes_the_same_bytes(generator):
    code = (
        "import hashlib; from rubrics.content.take_homes import GENERATORS; "
        f"print(hashlib.sha256(GENERATORS[{generator.key!r}].archive(7)).hexdigest())"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == hashlib.sha256(generator.archive(7)).hexdigest()


@each
def test_different_seeds_have_different_files_and_truths(generator):
    files = [generator.files(seed) for seed in SEEDS]
    truths = [repr(truth(generator, seed)) for seed in SEEDS]

    assert len({repr(sorted(one.items())) for one in files}) == len(SEEDS)
    assert len(set(truths)) == len(SEEDS)


@each
def test_another_version_would_give_other_data(generator):
    renewed = Generator(**{**vars(generator), "version": generator.version + 1})

    assert renewed.files(7) != generator.files(7)


def test_take_homes_need_nothing_but_the_standard_library():
    code = (
        "import sys, rubrics.content.take_homes; "
        "print(*{'django', 'numpy', 'yaml'} & set(sys.modules))"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == ""


# Files


@each
@pytest.mark.parametrize("seed", SEEDS)
def test_no_row_breaks_the_dictionary(generator, seed):
    for made in generator.instance(seed).tables:
        header, *lines = made.content().decode().splitlines()
        assert header == ",".join(column.name for column in made.columns)
        for column, cells in zip(
            made.columns, zip(*(line.split(",") for line in lines), strict=True), strict=True
        ):
            wrong = [cell for cell in set(cells) if not column.accepts(cell)]
            assert not wrong, (made.name, column.name, wrong[:3])


@each
def test_the_readme_names_every_file_and_column_and_its_terms(generator):
    made, readme = generator.instance(7), archive(generator.key, 7)["README.md"]

    assert readme.startswith(f"# {generator.title}\n")
    for name in generator.files(7):
        assert f"## {name}" in readme
    for column in (column for one in made.tables for column in one.columns):
        assert f"| `{column.name}` | {column.meaning} |" in readme
    for name, value in made.terms:
        assert f"- {name}: **{value}**" in readme


@each
def test_nothing_for_the_candidate_tells_the_seed_or_the_truth(generator):
    seed = 806_213_457
    texts = archive(generator.key, seed)

    assert not [name for name, content in texts.items() if str(seed) in content]
    for fact in generator.truth(seed).facts:
        assert fact.text not in texts["README.md"]


@each
def test_an_archive_has_fixed_times_and_safe_names(generator):
    packed = zipfile.ZipFile(io.BytesIO(generator.archive(7)))

    assert packed.testzip() is None
    assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for name in packed.namelist():
        assert re.fullmatch(rf"{generator.key}/[A-Za-z0-9_]+\.(csv|json|md)", name)


@each
def test_data_are_of_a_size_for_an_afternoon(generator):
    files = generator.files(7)
    rows = max(content.count(b"\n") for content in files.values())

    assert 9_000 <= rows <= 60_000
    assert sum(map(len, files.values())) <= 4_000_000
    assert len(generator.archive(7)) <= 1_000_000


# Truth


@each
@pytest.mark.parametrize("seed", SEEDS)
def test_facts_are_whole_sentences_with_the_way_to_find_them(generator, seed):
    told = generator.truth(seed)

    assert (told.key, told.version, told.seed) == (generator.key, generator.version, seed)
    assert len(told.facts) >= 5
    assert len({fact.key for fact in told.facts}) == len(told.facts)
    for text in (told.summary, *(t for f in told.facts for t in (f.text, f.found_by))):
        assert re.search(r"[.?)]$", text), text
        assert not re.search(r"[{}]|\bnan\b|None|  ", text), text
