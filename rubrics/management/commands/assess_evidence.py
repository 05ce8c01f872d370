import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from hiring.activity.commands import TableCommand
from rubrics.assessment.assessing import assess
from rubrics.assessment.states import BARS, LEVELS, Rating

KEYS = ("state", "people", "at_or_above", "below", "level", "low", "high", "of_ten", "before")
GIVEN = {str(level): level for level in LEVELS} | {"": None}


class Command(TableCommand):
    help = (
        "Prints how the ratings of one competency stand to a bar, and the estimate beside it, as "
        "JSON. The file is CSV with the columns interviewer, interview, criterion and rating; an "
        "empty rating means not observed. Exits 2 with the reason when it cannot be read."
    )
    columns = ("interviewer", "interview", "criterion", "rating")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--bar", required=True, help="the level to reach: 2, 3 or 4")

    def handle(self, *args: Any, file: Path, bar: str, **options: Any) -> None:
        if str(bar) not in map(str, BARS):
            self.refuse("the bar must be 2, 3 or 4; a bar of 1 asks nothing")
        found = assess(self._ratings(file), int(bar)).as_dict()
        self.stdout.write(json.dumps({key: found[key] for key in KEYS}, indent=2))

    def _ratings(self, file: Path) -> list[Rating]:
        ratings: dict[tuple[str, ...], Rating] = {}
        for line, (interviewer, interview, criterion, rating) in self.read_rows(file):
            place = (interviewer, interview, criterion)
            if not all(place):
                self.refuse(f"line {line}: interviewer, interview and criterion must not be empty")
            if rating not in GIVEN:
                self.refuse(f"line {line}: the rating must be 1, 2, 3, 4 or empty, not {rating}")
            if place in ratings:
                self.refuse(f"line {line}: {interviewer} has rated {criterion} there already")
            ratings[place] = Rating(interviewer, GIVEN[rating], interview, criterion)
        return list(ratings.values())
