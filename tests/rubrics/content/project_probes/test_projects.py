"""What a résumé tells of projects, as texts to probe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.content.project_probes.asking import probe
from rubrics.content.project_probes.projects import ProjectText, projects_of

RESUME = {
    "basics": {"name": "Someone"},
    "work": [
        {
            "name": "Acme",
            "position": "ML engineer",
            "summary": "Built things.",
            "highlights": ["Churn fell by 12 %.", " "],
        },
        {"company": "Old form", "summary": "Led a team of 4."},
        {"name": "Nothing said", "position": "Intern"},
    ],
    "projects": [
        {
            "name": "Side project",
            "description": "A game.",
            "highlights": ["Has users."],
            "keywords": ["Kafka", "Rust"],
        }
    ],
}


def test_projects_are_given_and_posts_are_not():
    assert projects_of(RESUME) == [
        ProjectText("Side project", "A game.\nHas users.", ("Kafka", "Rust"))
    ]


def test_a_project_of_a_resume_can_be_probed_as_it_is():
    (one,) = projects_of(RESUME)

    assert "“Side project”" in probe(one.name, one.text, one.technologies, "ml-engineer").opening


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"projects": None, "work": "x"},
        {"projects": [None, 3, [], {"name": 7, "description": {"a": 1}, "highlights": "x"}]},
        {"work": {"name": "Acme"}},
        [],
        None,
    ],
)
def test_what_is_of_another_form_is_left_out(document):
    assert projects_of(document) == []


def test_no_more_than_fifty_are_given():
    many = {"projects": [{"name": str(n), "description": "Text."} for n in range(200)]}

    assert len(projects_of(many)) == 50


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["name", "highlights", "summary", "keywords"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["projects", "work"]), _JSON))
def test_any_document_is_read(document):
    for one in projects_of(document):
        assert one.text or one.technologies
