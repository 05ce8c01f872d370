"""Where apps above add to the pages of a job."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hiring.accounts.extension_points import ExtensionPoint

# Its sibling pages.
TABS = ExtensionPoint("requisition")
BUTTONS = ExtensionPoint("requisition")


class ListFacts:
    """What an app above knows of the jobs of a list: found for all at once, shown in each row."""

    template = ""
    heads = ""

    def __init__(self) -> None:
        self._find: Callable[[Sequence[Any], Any], Mapping[int, Any]] | None = None

    def register(
        self, find: Callable[[Sequence[Any], Any], Mapping[int, Any]], *, template: str, heads: str
    ) -> None:
        """Take `find(jobs, user)`, facts by id, and the templates of their cells and heads."""
        self._find, self.template, self.heads = find, template, heads

    def of(self, jobs: Sequence[Any], user: Any) -> Mapping[int, Any]:
        return self._find(jobs, user) if self._find else {}


LIST_FACTS = ListFacts()
