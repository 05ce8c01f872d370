"""The REST API: requisitions with their profile, plan and stages."""

from hiring.requisitions.api.requisitions import RequisitionViewSet
from hiring.requisitions.api.stages import StageViewSet

routes = [
    ("requisitions", RequisitionViewSet),
    ("stages", StageViewSet),
]
