"""Pages on which rubrics and questions are written, and what takes them out of use."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hiring.accounts.requests import StaffRequest
from hiring.activity.actions import Refused
from rubrics.bank.actions import archiving, publishing, starting
from rubrics.bank.anchor_advice import advice_on
from rubrics.bank.forms.questions import NewQuestionForm, QuestionEditor
from rubrics.bank.forms.rubrics import NewRubricForm, RubricEditor
from rubrics.bank.views import editing
from rubrics.bank.views.editing import VersionedEditor
from rubrics.models import Question, Rubric

require_form = require_http_methods(["GET", "HEAD", "POST"])


def _criteria_with_advice(editor: RubricEditor) -> dict[str, Any]:
    criteria = editor.preview
    return {"criteria": criteria, "advice": advice_on(criteria)}


RUBRICS = VersionedEditor(
    name="rubric",
    model=Rubric,
    editor=RubricEditor,
    new_form=NewRubricForm,
    create=starting.create_rubric,
    start=starting.start_rubric_draft,
    publish=publishing.publish_rubric,
    preview=_criteria_with_advice,
)
QUESTIONS = VersionedEditor(
    name="question",
    model=Question,
    editor=QuestionEditor,
    new_form=NewQuestionForm,
    create=starting.create_question,
    start=starting.start_question_draft,
    publish=publishing.publish_question,
    preview=lambda editor: {"version": editor.preview},
)


@require_form
def rubric_new(request: StaffRequest) -> HttpResponse:
    return editing.new(request, RUBRICS)


@require_POST
def rubric_draft(request: StaffRequest, rubric_id: int) -> HttpResponse:
    return editing.draft(request, RUBRICS, rubric_id)


@require_form
def rubric_edit(request: StaffRequest, rubric_id: int) -> HttpResponse:
    return editing.edit(request, RUBRICS, rubric_id)


@require_POST
def rubric_preview(request: StaffRequest, rubric_id: int) -> HttpResponse:
    return editing.preview(request, RUBRICS, rubric_id)


@require_POST
def rubric_discard(request: StaffRequest, rubric_id: int) -> HttpResponse:
    return editing.discard(request, RUBRICS, rubric_id)


@require_POST
def rubric_retire(request: StaffRequest, rubric_id: int) -> HttpResponse:
    return _retire(request, RUBRICS.find(rubric_id))


@require_POST
def rubric_restore(request: StaffRequest, rubric_id: int) -> HttpResponse:
    return _restore(request, RUBRICS.find(rubric_id))


@require_POST
def rubric_copy(request: StaffRequest, rubric_id: int) -> HttpResponse:
    return _copy(request, RUBRICS, rubric_id)


@require_form
def question_new(request: StaffRequest) -> HttpResponse:
    return editing.new(request, QUESTIONS)


@require_POST
def question_draft(request: StaffRequest, question_id: int) -> HttpResponse:
    return editing.draft(request, QUESTIONS, question_id)


@require_form
def question_edit(request: StaffRequest, question_id: int) -> HttpResponse:
    return editing.edit(request, QUESTIONS, question_id)


@require_POST
def question_preview(request: StaffRequest, question_id: int) -> HttpResponse:
    return editing.preview(request, QUESTIONS, question_id)


@require_POST
def question_discard(request: StaffRequest, question_id: int) -> HttpResponse:
    return editing.discard(request, QUESTIONS, question_id)


@require_POST
def question_retire(request: StaffRequest, question_id: int) -> HttpResponse:
    return _retire(request, QUESTIONS.find(question_id))


@require_POST
def question_restore(request: StaffRequest, question_id: int) -> HttpResponse:
    return _restore(request, QUESTIONS.find(question_id))


@require_POST
def question_copy(request: StaffRequest, question_id: int) -> HttpResponse:
    return _copy(request, QUESTIONS, question_id)


def _retire(request: StaffRequest, item: Any) -> HttpResponse:
    try:
        archiving.retire(item=item, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Archived “%(item)s”.") % {"item": item})
    return redirect(item)


def _restore(request: StaffRequest, item: Any) -> HttpResponse:
    archiving.restore(item=item, actor=request.user)
    messages.success(request, _("Restored “%(item)s”.") % {"item": item})
    return redirect(item)


def _copy(request: StaffRequest, editor_of: VersionedEditor, pk: int) -> HttpResponse:
    own = starting.copy(item=editor_of.find(pk), actor=request.user)
    messages.success(request, _("Copy created as a draft. The original is not affected."))
    return redirect(editor_of.url("edit", own))
