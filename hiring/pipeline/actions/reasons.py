"""Why applications end: the catalog of reasons."""

from pathlib import Path

import yaml
from django.db import transaction

from hiring.pipeline.models import RejectionReason

CATALOG = Path(__file__).parent.parent / "catalog" / "rejection_reasons.yaml"


@transaction.atomic
def load_rejection_reasons(path: Path = CATALOG) -> int:
    """Add the catalog's reasons that are missing; return how many.

    Those that are there stay as the organization has worded and placed them.
    """
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    added = 0
    for position, entry in enumerate(entries):
        _reason, is_new = RejectionReason.objects.get_or_create(
            key=entry["key"],
            defaults={
                "label": entry["label"],
                "by_candidate": entry.get("by_candidate", False),
                "position": position,
            },
        )
        added += is_new
    return added
