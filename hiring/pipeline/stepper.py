"""An application's way through the stages of its requisition."""

from dataclasses import dataclass

from hiring.pipeline.models import Application, ApplicationStatus
from hiring.requisitions.models import Stage
from rubrics.models import StageKind


@dataclass(frozen=True)
class Step:
    stage: Stage
    is_done: bool
    is_current: bool


@dataclass(frozen=True)
class Steps:
    """All stages; `following` is the one to advance to, None at the end."""

    all: list[Step]
    following: Stage | None

    @property
    def others(self) -> list[Stage]:
        """Where else the application can be moved; hiring is an action of its own."""
        return [
            step.stage
            for step in self.all
            if not step.is_current and step.stage.kind != StageKind.HIRED
        ]

    @property
    def leads_to_hire(self) -> bool:
        return self.following is not None and self.following.kind == StageKind.HIRED


def steps_of(application: Application) -> Steps:
    """Return the stages with where the application stands; one query."""
    stages = list(application.requisition.stages.all())
    here = application.stage.position
    is_hired = application.status == ApplicationStatus.HIRED
    steps = [
        Step(
            stage=stage,
            is_done=stage.position < here or (is_hired and stage.position == here),
            is_current=stage.position == here,
        )
        for stage in stages
    ]
    following = next((stage for stage in stages if stage.position > here), None)
    return Steps(all=steps, following=following if application.is_active else None)
