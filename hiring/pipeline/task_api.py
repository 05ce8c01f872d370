"""The REST API of tasks."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.models import User
from hiring.accounts.requests import StaffApiRequest
from hiring.activity.actions import Refused
from hiring.api.conventions import Strict
from hiring.api.pages import OldestPages
from hiring.api.resource import Resource
from hiring.pipeline.actions import tasks
from hiring.pipeline.api import VisibleField
from hiring.pipeline.models import Application, Task
from hiring.requisitions.models import Requisition


class TaskSerializer(serializers.ModelSerializer):
    class Meta:
        model = Task
        fields = [
            "id", "text", "requisition", "application", "assignee", "due_on",
            "created_at", "done_at",
        ]  # fmt: skip


class NewTaskSerializer(Strict, serializers.Serializer):
    text = serializers.CharField(max_length=200)
    assignee = serializers.PrimaryKeyRelatedField(queryset=User.objects.active())
    due_on = serializers.DateField()
    requisition = VisibleField(
        queryset=Requisition.objects.all(), required=False, help_text="Or give an application."
    )
    application = VisibleField(queryset=Application.objects.all(), required=False)


class TaskViewSet(mixins.CreateModelMixin, Resource):
    """What people have to do on candidates and jobs."""

    request: StaffApiRequest
    queryset = Task.objects.none()
    serializer_class = TaskSerializer
    pagination_class = OldestPages
    filterset_fields = ["assignee", "requisition", "application"]

    def get_queryset(self) -> QuerySet[Task]:
        return Task.objects.visible_to(self.request.user).select_related("application")

    @extend_schema(request=NewTaskSerializer, responses={201: TaskSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give somebody a task on a job or an application that you lead."""
        values = dict(self.given(NewTaskSerializer).validated_data)
        values["application"], values["requisition"] = self._about(values)
        task = tasks.add_task(actor=self.request.user, **values)
        return Response(TaskSerializer(task).data, status=201)

    def _about(self, values: dict[str, Any]) -> tuple[Application | None, Requisition]:
        user, asked = self.request.user, values.get("application")
        if asked:
            led = Application.objects.led_by(user).filter(pk=asked.pk)
            application = led.select_related("requisition", "candidate").first()
            if application is None:
                raise Refused("There is no such application.", field="application")
            return application, application.requisition
        job = values.get("requisition")
        if not job or not (
            user.sees_everything or job.hiring_team.leading().filter(user=user).exists()
        ):
            raise Refused("Give an application or a job that you lead.", field="requisition")
        return None, job

    @extend_schema(request=None, responses=TaskSerializer)
    @action(detail=True, methods=["post"])
    def finish(self, request: StaffApiRequest, pk: str) -> Response:
        """Say that it is done."""
        return self._answer(tasks.finish_task)

    @extend_schema(request=None, responses=TaskSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: StaffApiRequest, pk: str) -> Response:
        """Say that it is still to do."""
        return self._answer(tasks.reopen_task)

    def _answer(self, verb: Any) -> Response:
        task = self.get_object()
        verb(task=task, actor=self.request.user)
        task.refresh_from_db()
        return Response(TaskSerializer(task).data)


routes = [("tasks", TaskViewSet)]
