"""The door for machines: requisitions with their profile, plan and stages."""

from hiring.requisitions.api.requisitions import RequisitionViewSet
from hiring.requisitions.api.serializers import KeyField
from hiring.requisitions.api.stages import StageViewSet

__all__ = ["KeyField", "routes"]

routes = [
    ("requisitions", RequisitionViewSet),
    ("stages", StageViewSet),
]
