import json
from pathlib import Path

from candidates.resume.loading import MAX_BYTES, ResumeRefused
from candidates.resume.reading import read_resume
from hiring.activity.commands import FileCommand


class Command(FileCommand):
    help = (
        "Print a JSON Resume file as JSON Resume 1.0 with meta.warnings. "
        "Exits 2 with the reason if the file can’t be read."
    )

    def handle(self, *args, file: Path, **options) -> None:
        data = self.read(file, MAX_BYTES)
        try:
            resume = read_resume(data, name=file.name)
        except ResumeRefused as refused:
            self.refuse(refused.reason)
        self.stdout.write(json.dumps(resume.as_json_resume(), ensure_ascii=False, indent=2))
