"""Pages on which rubrics and questions are written, and what takes them out of use."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST

from hiring.accounts.requests import StaffRequest
from rubrics.bank.actions import starting
from rubrics.bank.anchor_advice import advice_on
from rubrics.bank.forms.questions import NewQuestionForm, QuestionEditor
from rubrics.bank.forms.rubrics import NewRubricForm, RubricEditor
from rubrics.bank.views import editing
from rubrics.bank.views.editing import VersionedEditor
from rubrics.bank.views.lifecycle import compare
from rubrics.models import Question, Rubric

require_form = require_http_methods(["GET", "HEAD", "POST"])


def _criteria_with_advice(editor: RubricEditor) -> dict[str, Any]:
    criteria = editor.preview
    return {"criteria": criteria, "advice": advice_on(criteria)}


RUBRICS = VersionedEditor(
    model=Rubric,
    editor=RubricEditor,
    new_form=NewRubricForm,
    create=starting.create_rubric,
    preview=_criteria_with_advice,
)
QUESTIONS = VersionedEditor(
    model=Question,
    editor=QuestionEditor,
    new_form=NewQuestionForm,
    create=starting.create_question,
    preview=lambda editor: {"version": editor.preview},
)
# Of one item, each below its address.
_ROUTES: dict[str, Callable[..., HttpResponse]] = {
    "edit": require_form(editing.edit),
    "draft": require_POST(editing.draft),
    "preview": require_POST(editing.preview),
    "discard": require_POST(editing.discard),
    "archive": require_POST(editing.archive_item_view),
    "restore": require_POST(editing.restore_item_view),
    "copy": require_POST(editing.copy_item),
    "compare": compare,
}


def urls_of(editor_of: VersionedEditor) -> list[URLPattern]:
    """Return the routes of one kind: `rubric_new`, and `rubric_edit` and so on of each rubric."""
    name = editor_of.name

    @require_form
    def new(request: StaffRequest) -> HttpResponse:
        return editing.new(request, editor_of)

    def of_item(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def of_this_kind(request: StaffRequest, **ids: int) -> HttpResponse:
            return view(request, editor_of, ids[f"{name}_id"])

        return of_this_kind

    return [
        path(f"{name}s/new/", new, name=f"{name}_new"),
        *(
            path(f"{name}s/<int:{name}_id>/{route}/", of_item(view), name=f"{name}_{route}")
            for route, view in _ROUTES.items()
        ),
    ]
