import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import yaml
from django.core.management.base import BaseCommand

from rubrics.anchors import CriterionText, lint_rubric

BAD_INPUT = 2
LARGEST = 1_000_000


class Command(BaseCommand):
    help = (
        "Prints what two interviewers would read differently in a rubric (a YAML file in the form "
        "of the catalogue), as JSON; exits 2 with the reason when it cannot be read."
    )
    # Reads a file and nothing else: no database, no checks.
    requires_system_checks: list = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        findings = [
            {
                "rule": f.rule,
                "criterion": f.criterion + 1,
                "level": f.level,
                "text": f.text,
                "why": f.why,
                "instead": f.instead,
            }
            for f in lint_rubric(self._criteria(self._parsed(file)))
        ]
        self.stdout.write(json.dumps({"findings": findings}, ensure_ascii=False, indent=2))

    def _parsed(self, file: Path) -> Any:
        try:
            with file.open("rb") as opened:
                data = opened.read(LARGEST + 1)
            if len(data) > LARGEST:
                self._refuse("the file is larger than 1 MB")
            text = data.decode("utf-8-sig")
            if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
                self._refuse("aliases (*name) are not read")
            return yaml.safe_load(text)
        except OSError as error:
            self._refuse(error.strerror or str(error))
        except UnicodeDecodeError as error:
            self._refuse(f"the file is not UTF-8 text (byte {error.start + 1})")
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            self._refuse(f"the file is not readable YAML: {error}")

    def _criteria(self, document: Any) -> list[CriterionText]:
        criteria = document.get("criteria") if isinstance(document, dict) else None
        if not isinstance(criteria, list):
            self._refuse("the file holds no rubric: criteria must be a list")
        return [self._criterion(given, n) for n, given in enumerate(criteria, start=1)]

    def _criterion(self, given: Any, number: int) -> CriterionText:
        if not isinstance(given, dict):
            self._refuse(f"criterion {number} is not a list of keys")
        anchors = given.get("anchors") or {}
        if not isinstance(anchors, dict):
            self._refuse(f"criterion {number}: anchors must go by level")
        levels = {str(level): str(text or "") for level, text in anchors.items()}
        if unknown := levels.keys() - {"1", "2", "3", "4"}:
            self._refuse(f"criterion {number}: there is no level {min(unknown)}")
        name, look_for = (str(given.get(key) or "") for key in ("name", "look_for"))
        return CriterionText(
            name,
            look_for,
            {int(level): text for level, text in levels.items()},
            str(given.get("competency") or ""),
        )

    def _refuse(self, reason: str) -> NoReturn:
        self.stderr.write(" ".join(reason.split()))
        sys.exit(BAD_INPUT)
