from django.urls import path

from hiring.pipeline.views import (
    application,
    applications,
    board,
    bulk,
    export,
    hypotheses,
    missing,
    sheets,
    table,
    thread,
    triage,
    workspace,
)
from hiring.pipeline.views import applications_of_candidate as candidacies
from hiring.pipeline.views import candidate_import as candidate_import

app_name = "pipeline"
urlpatterns = [
    path("", applications.application_list, name="list"),
    path("export/", export.export, name="export"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("bulk/<int:bulk_id>/", bulk.bulk_progress, name="bulk_progress"),
    path("bulk/<int:bulk_id>/undo/", bulk.bulk_undo, name="bulk_undo"),
    path("board/<int:requisition_id>/", board.board, name="board"),
    path("table/<int:requisition_id>/", table.table, name="table"),
    path("triage/<int:requisition_id>/", triage.triage, name="triage"),
    path("intake/", candidate_import.candidate_import, name="import"),
    path("intake/<int:requisition_id>/", candidate_import.candidate_import, name="import"),
    path("intake/<int:requisition_id>/sheets/<int:sheet_id>/", sheets.sheet, name="sheet"),
    path(
        "intake/<int:requisition_id>/sheets/<int:sheet_id>/undo/",
        sheets.sheet_undo,
        name="sheet_undo",
    ),
    path(
        "intake/<int:requisition_id>/sheets/<int:sheet_id>/discard/",
        sheets.sheet_discard,
        name="sheet_discard",
    ),
    path("candidate/<int:candidate_id>/", candidacies.of_candidate, name="of_candidate"),
    path("candidate/<int:candidate_id>/apply/", candidacies.apply, name="apply"),
    path("<int:application_id>/", workspace.resume, name="detail"),
    path("<int:application_id>/interviews/", workspace.interviews, name="interviews"),
    path("<int:application_id>/hypotheses/", workspace.hypotheses, name="hypotheses"),
    path("<int:application_id>/drawer/", workspace.drawer, name="drawer"),
    path("<int:application_id>/activity/", workspace.activity, name="activity"),
    path("<int:application_id>/advance/", application.advance, name="advance"),
    path("<int:application_id>/advance/confirm/", missing.advance_confirm, name="advance_confirm"),
    path("<int:application_id>/reject/", application.reject, name="reject"),
    path("<int:application_id>/withdraw/", application.withdraw, name="withdraw"),
    path("<int:application_id>/hire/", application.hire, name="hire"),
    path("<int:application_id>/reopen/", application.reopen, name="reopen"),
    path("<int:application_id>/messages/", thread.thread, name="messages"),
    path("<int:application_id>/messages/preview/", thread.message_preview, name="message_preview"),
    path(
        "<int:application_id>/messages/<int:message_id>/cancel/",
        thread.message_cancel,
        name="message_cancel",
    ),
    path(
        "<int:application_id>/messages/<int:message_id>/again/",
        thread.message_again,
        name="message_again",
    ),
    path("<int:application_id>/messages/upload/", thread.message_upload, name="message_upload"),
    path(
        "<int:application_id>/messages/<int:message_id>/original/",
        thread.message_original,
        name="message_original",
    ),
    path("<int:application_id>/other-offer/", application.other_offer, name="other_offer"),
    path("<int:application_id>/owners/", application.owners, name="owners"),
    path("<int:application_id>/notes/", application.note, name="note"),
    path(
        "<int:application_id>/hypotheses/<int:competency_id>/",
        hypotheses.hypothesis,
        name="hypothesis",
    ),
]
