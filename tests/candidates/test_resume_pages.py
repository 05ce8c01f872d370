"""A résumé as it looks: pictures of its pages beside its text, and correcting what was read."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from candidates import pictures
from candidates.actions.access import add_to_access_group, grant_access
from candidates.actions.documents import prune_files
from candidates.actions.resumes import add_resume
from candidates.models import Document, Resume
from candidates.personal_data.registry import all_personal_data, erase_rows
from hiring.activity.models import BackgroundJob, Event
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.resume_files import pdf, word_resume

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True)


@pytest.fixture
def resume(recruiter):
    return add_resume(
        candidate=CandidateFactory(), name="cv.pdf", data=pdf("two-pages"), actor=recruiter
    )


def page_url(resume, number=1):
    ids = {"candidate_id": resume.candidate_id, "resume_id": resume.pk, "page_number": number}
    return reverse("candidates:resume_page", kwargs=ids)


def edit_url(resume):
    ids = {"candidate_id": resume.candidate_id, "resume_id": resume.pk}
    return reverse("candidates:resume_edit", kwargs=ids)


def test_its_pages_are_shown_beside_its_text(client_of, recruiter, resume):
    page = client_of(recruiter).get(resume.candidate.get_absolute_url()).content.decode()

    assert page_url(resume, 1) in page
    assert page_url(resume, 2) in page
    assert page_url(resume, 3) not in page
    assert "Company A Inc." in page


def test_a_page_is_a_picture_that_is_drawn_once(client_of, recruiter, resume, monkeypatch):
    client = client_of(recruiter)
    answer = client.get(page_url(resume))
    monkeypatch.setattr(pictures, "draw_page", None)

    assert answer.content[8:12] == b"WEBP"
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"].startswith("private")
    assert client.get(page_url(resume)).content == answer.content
    assert client.get(page_url(resume, 3)).status_code == 404


def test_who_may_not_have_the_file_gets_no_picture_of_it(client_of, resume):
    interviewer = UserFactory()
    grant_access(resume.candidate, to="team")
    add_to_access_group(interviewer, to="team")
    client = client_of(interviewer)

    assert client.get(page_url(resume)).status_code == 404
    page = client.get(resume.candidate.get_absolute_url()).content.decode()
    assert "Company A Inc." in page
    assert page_url(resume) not in page
    assert "omar@example.com" not in page


def test_the_first_pages_are_drawn_in_the_background(resume):
    queued = BackgroundJob.objects.get(task=pictures.DRAW_PAGES)

    pictures.draw_pages(queued, resume_id=resume.pk)

    assert len(list(pictures.stray_pictures(set()))) >= 2


def test_pictures_go_with_the_file(resume, django_capture_on_commit_callbacks):
    pictures.page_picture(resume.document, 1)
    name = resume.document.file.name
    drawn = pictures._path(name, 1)
    [held] = [h for h in all_personal_data() if h.model is Document]

    with django_capture_on_commit_callbacks(execute=True):
        erase_rows(held, resume.candidate)

    assert not default_storage.exists(drawn)
    assert not default_storage.exists(name)
    prune_files()


def test_a_word_document_is_shown_as_clean_html(client_of, recruiter):
    resume = add_resume(
        candidate=CandidateFactory(), name="cv.docx", data=word_resume(), actor=recruiter
    )

    page = client_of(recruiter).get(resume.candidate.get_absolute_url()).content.decode()

    assert "<strong>Lead Data Scientist</strong>" in page


def test_what_was_read_is_corrected_and_the_file_stays(client_of, recruiter, resume):
    client = client_of(recruiter)
    form = client.get(edit_url(resume)).context["form"]
    texts = {name: form.initial[name] for name in form.fields}
    seen = {f"initial-{name}": text for name, text in texts.items()}
    texts["work"] = (
        "ML Engineer | Globex | Amman | 03/2019 – present\n- Led ranking\n\n" + texts["work"]
    )
    texts["skills"] = "Languages: Python, Go\nKafka"

    answer = client.post(edit_url(resume), {**texts, **seen})

    assert answer.status_code == 302
    content = Resume.objects.visible_to(recruiter).get().content
    first, second = content.work[0], content.work[1]
    assert (first.position, first.name, first.location) == ("ML Engineer", "Globex", "Amman")
    assert (str(first.start_date), first.end_date) == ("2019-03", None)
    assert first.highlights == ("Led ranking",)
    assert (second.name, len(content.work)) == ("Company A Inc.", 11)
    assert content.skills[0].keywords == ("Python", "Go")
    assert content.basics.email == "omar@example.com"
    assert Event.objects.filter(verb="candidate.resume_corrected").count() == 1


def test_two_people_correct_the_same_section(client_of, recruiter, resume):
    client = client_of(recruiter)
    form = client.get(edit_url(resume)).context["form"]
    seen = {f"initial-{name}": form.initial[name] for name in form.fields}
    same = {name: form.initial[name] for name in form.fields}
    client.post(edit_url(resume), {**same, **seen, "skills": "Python"})

    answer = client.post(edit_url(resume), {**same, **seen, "skills": "Rust"})

    assert answer.status_code == 400
    assert "Nothing you typed is lost" in answer.content.decode()
    assert Resume.objects.get().data["skills"] == [{"name": "Python"}]
