"""The REST API: loops and interviews, to read, to book, and to change."""

from hiring.interviews.api.planning import HoldViewSet, ProposalViewSet
from hiring.interviews.api.views import InterviewViewSet, LoopViewSet

routes = [
    ("loops", LoopViewSet),
    ("interviews", InterviewViewSet),
    ("proposals", ProposalViewSet),
    ("holds", HoldViewSet),
]
