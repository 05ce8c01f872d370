"""A question bank of thousands, filled by the database itself: the words of the trade, mixed."""

from collections.abc import Sequence

from django.db import connection

_TRADE = """
    gradient loss kernel bias variance batch label leak drift feature baseline recall precision
    regression cluster embedding attention token latency pipeline schema cohort churn ranking
    calibration bootstrap posterior prior entropy softmax dropout learning rate overfit split
    fold metric threshold sampling imbalance outlier imputation join window cache queue shard
    deploy rollback canary monitor alert incident retrain checkpoint quantize
"""
WORDS = _TRADE.split()

_QUESTIONS = """
    INSERT INTO rubrics_question (key, kind, title, words, source, catalog_digest)
    SELECT 'bank-' || %(size)s || '-' || n,
           (%(kinds)s::text[])[1 + n %% cardinality(%(kinds)s::text[])],
           initcap(pg_temp.w(n, 1) || ' ' || pg_temp.w(n, 7)) || ' ' || n,
           'Bank filled. ' || (SELECT string_agg(pg_temp.w(n * 31 + place, place), ' ')
                               FROM generate_series(1, 60) AS place),
           'own', ''
    FROM generate_series(1, %(size)s) AS n
"""
_VERSIONS = """
    INSERT INTO rubrics_questionversion (question_id, number, status, note, revision, heading,
        body, guide, hints, follow_ups, details, minutes, difficulty)
    SELECT id, %(number)s, 'draft', '', 0, '{}', words, 'What to listen for.', '[]', '{}', '{}', 30,
        3 FROM rubrics_question WHERE key LIKE %(keys)s AND (%(number)s = 1 OR id %% 4 = 0);

    INSERT INTO rubrics_questioncompetency (version_id, competency_id)
    SELECT version.id, competency.id FROM rubrics_questionversion AS version
    JOIN rubrics_question AS question ON question.id = version.question_id,
    LATERAL (SELECT id FROM rubrics_competency ORDER BY (id * 7919 + version.id * 104729) %% 101
             LIMIT 2) AS competency
    WHERE question.key LIKE %(keys)s AND version.status = 'draft';

    UPDATE rubrics_questionversion SET status = 'published', published_at = now()
    WHERE status = 'draft' AND question_id IN
        (SELECT id FROM rubrics_question WHERE key LIKE %(keys)s)
"""
_ROLES = """
    INSERT INTO rubrics_question_archetypes (question_id, rolearchetype_id)
    SELECT question.id, role.id FROM rubrics_question AS question,
    LATERAL (SELECT id FROM rubrics_rolearchetype ORDER BY (id * 7919 + question.id * 31) %% 97
             LIMIT question.id %% 3) AS role
    WHERE question.key LIKE %(keys)s;

    ANALYZE rubrics_question; ANALYZE rubrics_questionversion;
    ANALYZE rubrics_questioncompetency; ANALYZE rubrics_question_archetypes;
"""
_WORD = """
    CREATE OR REPLACE FUNCTION pg_temp.w(n bigint, place bigint) RETURNS text LANGUAGE sql
    IMMUTABLE AS $$ SELECT ('{words}'::text[])[1 + (n * 7919 + place * 104729) % {many}] $$
"""


def fill_question_bank(size: int, kinds: Sequence[str]) -> None:
    """Add `size` published questions with words, roles and competencies, a quarter in their
    second version. Needs competencies and roles to be there."""
    word = _WORD.format(words="{" + ",".join(WORDS) + "}", many=len(WORDS))
    with connection.cursor() as cursor:
        cursor.execute(word)
        values = {"size": size, "kinds": list(kinds), "keys": f"bank-{size}-%"}
        cursor.execute(_QUESTIONS, values)
        for number in (1, 2):
            cursor.execute(_VERSIONS, values | {"number": number})
        cursor.execute(_ROLES, values)
