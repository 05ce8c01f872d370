import json
from pathlib import Path
from typing import Any

import yaml

from hiring.activity.commands import FileCommand
from rubrics.anchors import CriterionText, lint_rubric


class Command(FileCommand):
    help = (
        "Review rubrics (a YAML file in the catalog’s format, as export_library writes it) for "
        "wording that two interviewers would read differently, and print the findings as JSON. "
        "Exits 2 with the reason if the file can’t be read."
    )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        findings = [
            {
                "rubric": str(rubric.get("key") or ""),
                "rule": f.rule,
                "criterion": f.criterion + 1,
                "level": f.level,
                "text": f.text,
                "why": f.why,
                "instead": f.instead,
            }
            for rubric in self._rubrics(self._parsed(file))
            for f in lint_rubric(self._criteria(rubric))
        ]
        self.stdout.write(json.dumps({"findings": findings}, ensure_ascii=False, indent=2))

    def _parsed(self, file: Path) -> list[Any]:
        text = self.read_text(file)
        try:
            if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
                self.refuse("aliases (*name) are not supported")
            return list(yaml.safe_load_all(text))
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            self.refuse(f"the file is not valid YAML: {error}")

    def _rubrics(self, documents: list[Any]) -> list[dict]:
        """Return the documents that are rubrics; a library holds questions and more beside them."""
        found = [each for each in documents if isinstance(each, dict) and "criteria" in each]
        if not found or not all(isinstance(rubric["criteria"], list) for rubric in found):
            self.refuse("the file holds no rubric: criteria must be a list")
        return found

    def _criteria(self, rubric: dict) -> list[CriterionText]:
        return [self._criterion(given, n) for n, given in enumerate(rubric["criteria"], start=1)]

    def _criterion(self, given: Any, number: int) -> CriterionText:
        if not isinstance(given, dict):
            self.refuse(f"criterion {number} is not a list of keys")
        anchors = given.get("anchors") or {}
        if not isinstance(anchors, dict):
            self.refuse(f"criterion {number}: anchors must go by level")
        levels = {str(level): str(text or "") for level, text in anchors.items()}
        if unknown := levels.keys() - {"1", "2", "3", "4"}:
            self.refuse(f"criterion {number}: there is no level {min(unknown)}")
        name, look_for = (str(given.get(key) or "") for key in ("name", "look_for"))
        return CriterionText(
            name,
            look_for,
            {int(level): text for level, text in levels.items()},
            str(given.get("competency") or ""),
        )
