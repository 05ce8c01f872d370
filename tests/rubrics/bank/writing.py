"""The editor’s pages in tests: what a browser sends and shows."""

import re

from django.urls import reverse

SENTENCE = "A sentence that is long enough for anybody."


def url(route, item):
    name = item._meta.model_name
    return reverse(f"rubrics:{name}_{route}", kwargs={f"{name}_id": item.pk})


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def typed_rubric(draft, /, **changes):
    """What a browser sends from the editor of this draft."""
    sent = {"draft": draft.pk, "revision": draft.revision, "note": "Sharper.", "do": "save"}
    sent |= {"name": draft.name, "purpose": draft.purpose}
    for index, row in enumerate(draft.criteria.all()):
        names = ("name", "look_for", "anchor_1", "anchor_2", "anchor_3", "anchor_4")
        sent |= {f"criteria-{index}-{name}": getattr(row, name) for name in names}
        sent[f"criteria-{index}-competency"] = row.competency_id
    return sent | changes


def typed_question(draft, /, **changes):
    return {
        "draft": draft.pk, "revision": draft.revision, "note": "Sharper.", "do": "save",
        "title": draft.title, "minutes": draft.minutes, "difficulty": draft.difficulty,
        "body": draft.body, "guide": draft.guide, "follow_ups": "\n".join(draft.follow_ups),
        "competencies": [c.pk for c in draft.competencies.all()],
    } | changes  # fmt: skip


def begin(page, item):
    page.post(url("draft", item))
    return type(item).objects.get(pk=item.pk).draft


def draft_of(item):
    return type(item).objects.get(pk=item.pk).draft
