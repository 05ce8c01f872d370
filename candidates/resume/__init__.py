"""Reading and writing JSON Resume 1.0 (jsonresume.org). No Django in here."""

from candidates.resume.document import PartialDate, Resume
from candidates.resume.loading import LARGEST, ResumeRefused
from candidates.resume.privacy import without_contacts
from candidates.resume.reading import from_json_resume, read_resume
from candidates.resume.writing import plain_text

__all__ = [
    "LARGEST",
    "PartialDate",
    "Resume",
    "ResumeRefused",
    "from_json_resume",
    "plain_text",
    "read_resume",
    "without_contacts",
]
