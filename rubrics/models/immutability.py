"""Triggers that keep a published version as it was when somebody was interviewed with it.

All of them raise `restrict_violation`, which Django hands on as IntegrityError.
"""

from typing import Any

import pgtrigger


def frozen_version() -> Any:
    """A draft may change and be published; a published version may not change or go."""
    return pgtrigger.Trigger(
        name="published_never_changes",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(old__status="published"),
        func="""
            RAISE EXCEPTION 'a published version never changes'
                USING ERRCODE = 'restrict_violation';
        """,
    )


def complete_when_published() -> Any:
    """A rubric is published with at least one criterion and no blank anchor, or not at all."""
    return pgtrigger.Trigger(
        name="published_is_complete",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Q(new__status="published"),
        func="""
            IF NOT EXISTS (SELECT FROM rubrics_criterion WHERE version_id = NEW.id) THEN
                RAISE EXCEPTION 'a rubric without a criterion cannot be published'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            IF EXISTS (
                SELECT FROM rubrics_criterion WHERE version_id = NEW.id
                AND '' IN (btrim(anchor_1), btrim(anchor_2), btrim(anchor_3), btrim(anchor_4))
            ) THEN
                RAISE EXCEPTION 'a criterion without all four anchors cannot be published'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        """,
    )


def frozen_part(column: str, table: str) -> Any:
    """Rows that belong to a version are frozen with it, and none can be added to it later.

    The version is locked FOR SHARE, so that publishing and a late change can't cross.
    """
    return pgtrigger.Trigger(
        name="part_of_published_never_changes",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("found", "TEXT")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN
                SELECT status INTO found FROM {table} WHERE id = OLD.{column}_id FOR SHARE;
                IF found = 'published' THEN
                    RAISE EXCEPTION 'a published version never changes'
                        USING ERRCODE = 'restrict_violation';
                END IF;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                SELECT status INTO found FROM {table} WHERE id = NEW.{column}_id FOR SHARE;
                IF found = 'published' THEN
                    RAISE EXCEPTION 'a published version never changes'
                        USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN NEW;
            END IF;
            RETURN OLD;
        """,  # noqa: S608 - names of our own tables
    )
