"""Why applications end: the catalog of reasons."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hiring.pipeline.models import RejectionReason

CATALOG = Path(__file__).parent.parent / "catalog" / "rejection_reasons.yaml"


def load_rejection_reasons(path: Path = CATALOG) -> int:
    """Add the catalog's reasons that are missing; return how many.

    Those that are there stay as the organization has worded and placed them.
    """
    known = set(RejectionReason.objects.values_list("key", flat=True))
    missing = [
        RejectionReason(
            key=entry["key"],
            label=entry["label"],
            by_candidate=entry.get("by_candidate", False),
            position=position,
        )
        for position, entry in enumerate(_entries(path))
        if entry["key"] not in known
    ]
    RejectionReason.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


@cache
def _entries(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))
