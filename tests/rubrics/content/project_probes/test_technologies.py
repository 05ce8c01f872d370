"""The table of technologies: large enough, complete, and every ask of it a sentence."""

import pytest

from rubrics.content.project_probes.technologies import all_technologies, technologies_in

TABLE = all_technologies()


def names(listed=(), text=""):
    return technologies_in(listed, text).names


def test_the_table_holds_the_usual_ones_by_purpose():
    known = {one.name for one in TABLE}

    assert len(known) >= 60
    assert len({one.purpose for one in TABLE}) >= 20
    assert known >= {
        *("pandas", "Spark", "Kafka", "Airflow", "PyTorch", "XGBoost", "Triton", "Kubernetes"),
        *("Snowflake", "dbt", "MLflow", "Ray", "Faiss", "LangChain"),
        *("Claude", "Gemini", "Bedrock", "Mistral", "MCP", "LoRA", "FSDP", "Megatron", "TRL"),
        *("LangGraph", "OpenAI Assistants", "NCCL", "SMOTE", "SGLang", "Qdrant"),
    }


def test_a_technology_has_alternatives_and_finished_asks():
    for one in TABLE:
        assert len(one.instead) >= 2, one.name
        assert one.name not in one.instead
        assert one.why([]) == f"Why {one.name} and not {one.instead[0]}?"
        for ask in (one.evidence, one.failure):
            assert ask.endswith(("?", ".")), ask
            assert "{" not in ask


def test_with_every_alternative_in_use_the_question_has_no_hole():
    kafka = next(one for one in TABLE if one.name == "Kafka")

    assert kafka.why(["nightly file", "queue"]) == "Why Kafka, and what would have been enough?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We used apache kafka and postgres.", ("Kafka", "PostgreSQL")),
        ("PySpark on K8s", ("Spark", "Kubernetes")),
        ("sklearn, then xgboost", ("scikit-learn", "XGBoost")),
        ("Spark Streaming and Ray", ("Spark", "Spark Streaming", "Ray")),
        ("a ray of light, a spark, a helm", ()),
        ("Kafkaesque rays", ()),
        ("I like R and C.", ()),
    ],
)
def test_names_are_found_in_a_text_as_they_are_written(text, expected):
    assert names((), text) == expected


def test_listed_names_come_first_then_those_of_the_text_each_once():
    assert names(["airflow", "AIRFLOW"], "Kafka and Airflow") == ("Airflow", "Kafka")


def test_names_that_are_not_known_are_kept_and_languages_are_not_asked_about():
    assert names(["Python", "SQL", "Zorblax", "zorblax"]) == ("Zorblax",)
