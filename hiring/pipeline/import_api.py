"""The REST API of imports: keep a spreadsheet, match its columns, import its rows, undo it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from candidates.models import SourceChannel
from candidates.spreadsheet import COLUMNS, preview
from candidates.validators import refuse_large
from hiring.accounts.requests import StaffApiRequest
from hiring.activity.actions import Conflict, Refused
from hiring.api.conventions import KeyField, Strict
from hiring.api.pages import CursorPages, NewestPages
from hiring.api.parsing import BoundedMultiPartParser
from hiring.api.resource import Resource
from hiring.pipeline.actions import sheets
from hiring.pipeline.import_report import Meanings
from hiring.pipeline.models import Sheet, SheetRow, SheetStatus
from hiring.pipeline.sheet_terms import term
from hiring.pipeline.sheet_values import values_to_ask
from hiring.requisitions.accepting import why_applications_are_closed
from hiring.requisitions.models import Requisition


class ColumnSerializer(serializers.Serializer):
    header = serializers.CharField()
    field = serializers.CharField(help_text="What the column is taken for; empty for a note.")
    samples = serializers.ListField(child=serializers.CharField())


class CountsSerializer(serializers.Serializer):
    added = serializers.IntegerField(help_text="New applications.")
    known = serializers.IntegerField(help_text="People who have an application already.")
    refused = serializers.IntegerField(help_text="Rows that were not imported; `rows` says why.")
    files = serializers.IntegerField(help_text="Files added to candidates.")
    taken_back = serializers.IntegerField(help_text="Once undone: applications withdrawn by it.")
    kept = serializers.IntegerField(help_text="Once undone: applications that were worked on.")


class ImportSerializer(serializers.ModelSerializer):
    source_channel = KeyField(read_only=True, source="channel")

    class Meta:
        model = Sheet
        fields = [
            "id", "requisition", "source_channel", "name", "source_system", "status", "total",
            "done", "files_total", "files_done", "files_left", "created_at", "finished_at",
        ]  # fmt: skip


class ImportWithColumnsSerializer(ImportSerializer):
    columns = serializers.SerializerMethodField(
        help_text="Before the start: each column, what it is taken for, its first values."
    )
    counts = serializers.SerializerMethodField()

    class Meta(ImportSerializer.Meta):
        fields = [*ImportSerializer.Meta.fields, "columns", "counts"]

    def get_columns(self, sheet: Sheet) -> ColumnSerializer(many=True):  # type: ignore[valid-type]
        if sheet.status != SheetStatus.DRAFT:
            return []
        with sheet.file.open("rb") as opened:
            shown = preview(opened.read().decode())
        columns = zip(shown.headers, sheet.fields, shown.samples, strict=True)
        return [{"header": h, "field": f, "samples": list(s[:3])} for h, f, s in columns]

    def get_counts(self, sheet: Sheet) -> CountsSerializer:
        return sheets.counts_of(sheet)  # type: ignore[return-value]


class NewImportSerializer(Strict, serializers.Serializer):
    requisition = serializers.PrimaryKeyRelatedField(
        queryset=Requisition.objects.all(),
        help_text="Where rows go whose job is not named, or is this one.",
    )
    source_channel = KeyField(queryset=SourceChannel.objects.active())
    file = serializers.FileField(
        max_length=200,
        validators=[refuse_large],
        help_text="CSV or Excel (.xlsx), up to 100,000 rows; or a .zip of one such file and files "
        "of its people. Up to 20 MB.",
    )


class StartImportSerializer(Strict, serializers.Serializer):
    fields_ = serializers.ListField(
        child=serializers.ChoiceField(choices=["", *COLUMNS]),
        required=False,
        help_text="What each column is taken for, in their order; by default as `columns` says.",
    )
    source_system = serializers.CharField(
        max_length=40,
        required=False,
        allow_blank=True,
        help_text="Such as “greenhouse”: needed with IDs, which are kept under it.",
    )
    jobs = serializers.DictField(
        child=serializers.IntegerField(allow_null=True),
        default=dict,
        help_text="Jobs for names that are unknown here; null leaves those rows out.",
    )
    stages = serializers.DictField(
        child=serializers.IntegerField(),
        default=dict,
        help_text="Stages of the job, by what the file calls them; by default the first.",
    )
    sources = serializers.DictField(
        child=KeyField(queryset=SourceChannel.objects.active()),
        default=dict,
        help_text="Source channels, by what the file calls them.",
    )

    def get_fields(self) -> dict[str, Any]:
        """`fields` is a name that serializers need themselves."""
        found = super().get_fields()
        return {"fields" if name == "fields_" else name: found[name] for name in found}

    def meanings(self) -> Meanings:
        """Return what was chosen, by the values as they are compared."""
        given = self.validated_data
        return Meanings(
            jobs={term(text): pk or 0 for text, pk in given["jobs"].items()},
            stages={term(text): pk for text, pk in given["stages"].items()},
            sources={term(text): channel.pk for text, channel in given["sources"].items()},
        )


class ImportRowSerializer(serializers.ModelSerializer):
    class Meta:
        model = SheetRow
        fields = ["line", "outcome", "note", "application"]


class RowPages(CursorPages):
    ordering = ("line", "id")


class ImportViewSet(mixins.CreateModelMixin, mixins.DestroyModelMixin, Resource):
    """Spreadsheets of candidates: create one, start it, poll it until it is done, undo it."""

    request: StaffApiRequest
    queryset = Sheet.objects.none()
    pagination_class = NewestPages
    filterset_fields = ["requisition", "status"]

    def get_queryset(self) -> QuerySet[Sheet]:
        mine = Requisition.objects.buildable_by(self.request.user)
        return Sheet.objects.filter(requisition__in=mine).select_related("channel")

    def get_serializer_class(self) -> Any:
        return ImportSerializer if self.action == "list" else ImportWithColumnsSerializer

    @extend_schema(
        request={"multipart/form-data": NewImportSerializer},
        responses={201: ImportWithColumnsSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Keep a spreadsheet and say what its columns are taken for. Nothing is imported yet."""
        given = self.given(NewImportSerializer).validated_data
        requisition = self._own(given["requisition"])
        try:
            sheet = sheets.keep_sheet(
                requisition=requisition,
                channel=given["source_channel"],
                name=given["file"].name,
                data=given["file"].read(),
                actor=self.request.user,
            )
        except Refused as refusal:
            raise Refused(refusal.message, field="file") from refusal
        return self._answer(sheet, status=201)

    def get_parsers(self) -> Any:
        is_form = getattr(self, "action_map", {}).get("post") == "create"
        return [BoundedMultiPartParser()] if is_form else super().get_parsers()

    def perform_destroy(self, sheet: Sheet) -> None:
        """Discard one that was not started; 409 for others, which are undone."""
        sheets.discard_sheet(sheet=sheet)

    @extend_schema(request=StartImportSerializer, responses=ImportWithColumnsSerializer)
    @action(detail=True, methods=["post"])
    def start(self, request: StaffApiRequest, pk: str) -> Response:
        """Import the rows in the background. 400 names jobs of the file that are unknown here."""
        given: Any = self.given(StartImportSerializer)
        sheet, values = self.get_object(), given.validated_data
        if sheet.status != SheetStatus.DRAFT:
            raise Conflict(_("This import was started already."))
        matching = {
            "fields": values.get("fields", sheet.fields),
            "source_system": values.get("source_system", sheet.source_system),
        }
        matched = sheets.match_columns(sheet=sheet, **matching)
        meanings = _with_known_jobs(given.meanings(), matched, request)
        sheets.start_sheet(sheet=matched, actor=request.user, meanings=meanings, **matching)
        return self._answer(self.get_object())

    @extend_schema(request=None, responses=ImportWithColumnsSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: StaffApiRequest, pk: str) -> Response:
        """Cancel it if it runs, and take back what it added that nobody has worked on since."""
        sheets.undo_sheet(sheet=self.get_object(), actor=request.user)
        return self._answer(self.get_object())

    @extend_schema(responses=ImportRowSerializer(many=True))
    @action(
        detail=True, methods=["get"], paged=True, filterset_fields=None, pagination_class=RowPages
    )
    def rows(self, request: StaffApiRequest, pk: str) -> Response:
        """What became of each row, in their order."""
        sheet = self.get_object()
        found = sheets.rows_shown_to(request.user, sheet)
        page = self.paginate_queryset(found)
        return self.get_paginated_response(ImportRowSerializer(page, many=True).data)

    def _own(self, requisition: Requisition) -> Requisition:
        mine = Requisition.objects.buildable_by(self.request.user).filter(pk=requisition.pk)
        if not mine.exists():
            raise Refused(_("There is no such job."), field="requisition")
        if because := why_applications_are_closed(requisition):
            raise Refused(because, field="requisition")
        return requisition

    def _answer(self, sheet: Sheet, *, status: int = 200) -> Response:
        context = self.get_serializer_context()
        return Response(ImportWithColumnsSerializer(sheet, context=context).data, status=status)


def _with_known_jobs(meanings: Meanings, sheet: Sheet, request: StaffApiRequest) -> Meanings:
    """The meanings and the jobs that we know by name; Refused while there are others."""
    to_ask = values_to_ask(sheet, request.user)
    unknown = [text for text in to_ask.jobs if term(text) not in meanings.jobs]
    if unknown:
        told = _("Say which jobs these are: %(jobs)s.") % {"jobs": "; ".join(unknown)}
        raise Refused(told, field="jobs")
    return Meanings(
        jobs={**to_ask.known_jobs, **meanings.jobs},
        stages=meanings.stages,
        sources=meanings.sources,
    )


routes = [("imports", ImportViewSet)]
