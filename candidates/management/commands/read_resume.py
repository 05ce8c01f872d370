import json
from pathlib import Path
from typing import Any

from candidates.media import MAX_BYTES
from candidates.resume.files import read_file
from candidates.resume.loading import ResumeRefused
from hiring.activity.commands import FileCommand


class Command(FileCommand):
    help = (
        "Print a résumé (PDF, DOCX, plain text or JSON Resume) as JSON Resume 1.0 with "
        "meta.warnings. "
        "Exits 2 with the reason if the file can’t be read."
    )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        data = self.read(file, MAX_BYTES)
        try:
            resume = read_file(data, name=file.name).resume
        except ResumeRefused as refused:
            self.refuse(refused.reason)
        self.stdout.write(json.dumps(resume.as_json_resume(), ensure_ascii=False, indent=2))
