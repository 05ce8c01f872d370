import json
from pathlib import Path
from typing import Any

from hiring.activity.commands import FileCommand
from hiring.requisitions.job_text import lint


class Command(FileCommand):
    help = (
        "Review a job description (a UTF-8 file) for wording that keeps people from applying, and "
        "print the findings as JSON. Exits 2 with the reason if the file can’t be read."
    )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        findings = [
            {"rule": f.rule, "text": f.text, "cost": f.cost, "instead": f.instead}
            for f in lint(self._text(file))
        ]
        self.stdout.write(json.dumps({"findings": findings}, ensure_ascii=False, indent=2))

    def _text(self, file: Path) -> str:
        text = self.read_text(file)
        if "\0" in text:
            self.refuse("the file is not text")
        if not text.strip():
            self.refuse("the file is empty")
        return text
