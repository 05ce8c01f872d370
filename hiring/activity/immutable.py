"""Rows that never change once written, kept by the database itself."""

from typing import Any

import pgtrigger

# The one transaction-local setting under which a trigger lets a change pass. Only the action
# `erase_candidate` may switch it on: the law comes before the record (a test greps for this).
ERASING = "hiring.erasing"


class Immutable(pgtrigger.Trigger):
    """A trigger that refuses every UPDATE and DELETE of a row that `when` holds for.

    `when` is an SQL expression over OLD (and NEW, for updates only), by default every row.
    `operation` may narrow it to updates or deletes.
    """

    when = pgtrigger.Before

    def __init__(self, *, rows: str = "TRUE", message: str, **kwargs: Any) -> None:
        kwargs.setdefault("operation", pgtrigger.Update | pgtrigger.Delete)
        kwargs["func"] = f"""
            IF ({rows}) AND COALESCE(current_setting('{ERASING}', true), '') <> 'on' THEN
                RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """
        super().__init__(**kwargs)
