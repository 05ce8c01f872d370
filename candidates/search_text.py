"""What a search of candidates reads, kept up to date by the database itself.

One column of one table, so that one index answers for names, addresses and numbers together, and
a page of results in order of name need not be sorted. A contact stands there as it is, for a
search by a part of it, and in words, each after a space: “ ada.l@x.org ada l x org”.
"""

import pgtrigger

SEARCH_TEXT = pgtrigger.Trigger(
    name="search_text",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        NEW.search_text := NEW.name_words || E'\\n ' || COALESCE((
            SELECT string_agg(
                normalized || ' ' || translate(normalized, '@.-_+/', '      '),
                ' ' ORDER BY position, id
            )
            FROM candidates_contactpoint WHERE candidate_id = NEW.id
        ), '');
        RETURN NEW;
    """,
)


def _changed(name: str, operation: pgtrigger.Operation, **rows: str) -> pgtrigger.Trigger:
    """Touches the candidates of all rows of a statement at once: an import has many."""
    ids = " UNION ".join(f"SELECT candidate_id FROM {table}" for table in rows.values())  # noqa: S608
    touch = f"UPDATE candidates_candidate SET name_words = name_words WHERE id IN ({ids});"  # noqa: S608
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=f"{touch} RETURN NULL;",
    )


CONTACTS_CHANGED = [
    _changed("contacts_added", pgtrigger.Insert, new="added"),
    _changed("contacts_edited", pgtrigger.Update, new="added", old="removed"),
    _changed("contacts_removed", pgtrigger.Delete, old="removed"),
]
