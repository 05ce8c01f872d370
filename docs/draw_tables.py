"""Draw the tables of each app from its models: `.venv/bin/python docs/draw_tables.py`.

Prints docs/tables.md. Needs no database.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Tables

Drawn from the models by `.venv/bin/python docs/draw_tables.py > docs/tables.md`. A line leads from
a table to the one that it points at; a circle at its end means that the column may be empty. Tables
of another app have its name in front. Columns, constraints and triggers are in each app's models.
"""
# Lower apps first, as in docs/architecture.md.
APPS = {
    "activity": "What happened, and work in the background",
    "accounts": "Staff, teams, tokens and public links",
    "messaging": "Messages",
    "rubrics": "Rubrics and questions, roles, competencies",
    "candidates": "People, documents and sources",
    "requisitions": "Jobs",
    "pipeline": "Applications",
    "scheduling": "When people are free",
    "interviews": "Loops and interviews",
    "scorecards": "Scorecards and take-homes",
    "debriefs": "Debriefs and decisions",
}


def main() -> None:
    print(document(), end="")


def document() -> str:
    """Return the whole page."""
    return HEAD + "".join(f"\n## {title}\n\n{_drawing(app)}" for app, title in APPS.items())


def _drawing(label: str) -> str:
    from django.apps import apps

    models = list(apps.get_app_config(label).get_models(include_auto_created=True))
    lines = [line for model in models for line in _arrows(model)]
    lonely = [m.__name__ for m in models if not any(f" {m.__name__} " in f" {x} " for x in lines)]
    rows = [*lines, *lonely]
    meanings = "".join(
        f"- `{model.__name__}`: {_meaning(model)}\n" for model in models if _meaning(model)
    )
    drawn = "\n".join(f"    {row}" for row in rows)
    return f"```mermaid\nerDiagram\n{drawn}\n```\n\n{meanings}"


def _arrows(model) -> Iterator[str]:
    for field in model._meta.local_fields:
        target = field.related_model
        if target is None:
            continue
        name = target.__name__
        if target._meta.app_label != model._meta.app_label:
            name = f'"{target._meta.app_label}.{name}"'
        many, one = ("|o" if field.unique else "}o"), ("o|" if field.null else "||")
        yield f"{model.__name__} {many}--{one} {name} : {field.name}"


def _meaning(model) -> str:
    """Return the first sentence of the model's docstring; Django writes one where there is none."""
    text = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    return "" if text.startswith(f"{model.__name__}(") else text


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")
    import django

    django.setup()
    main()
