"""What the booking page shows: the slots as typed so far, whom and what each could take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.http import QueryDict
from django.utils.translation import gettext as _

from hiring.accounts.models import Organization, User
from hiring.activity.actions import Refused
from hiring.interviews.actions.booking import PlannedSlot
from hiring.interviews.calendar import calendar_of, first_day, window, words
from hiring.interviews.forms import (
    MAX_INTERVIEWS,
    PREFIX,
    BaseSlotFormSet,
    LoopForm,
    SlotForm,
    SlotFormSet,
    span_of,
    starts_of,
)
from hiring.interviews.loop_defaults import Bank, first_times, planned, tested_by, untested
from hiring.interviews.models import Seat
from hiring.interviews.people import Directory, Person, chosen_users, persons, seats_at, wish
from hiring.pipeline import hypotheses
from hiring.pipeline.models import Application, Hypothesis
from hiring.scheduling.free_time import FreeTime, free_times
from hiring.scheduling.models import Room
from hiring.scheduling.training import SignedOff, signed_off
from hiring.ui.numbers import whole_number
from rubrics.models import QuestionVersion, RubricVersion

USUAL_MINUTES = 45
DAY = timedelta(days=1)
MAX_SEARCH_LENGTH = 100
MAX_INDEX_LENGTH = 3


@dataclass(frozen=True)
class Offer:
    """A question that could be asked."""

    version: QuestionVersion
    chosen: bool


@dataclass(frozen=True)
class SlotCard:
    """One interview of the booking page."""

    index: int
    form: SlotForm
    rubric_version: RubricVersion | None
    people: list[Person]
    questions: list[Offer]
    tests: list[Hypothesis]
    # Who could learn this kind of interview in it.
    learners: list[User]
    q: str = ""

    @property
    def wish(self) -> str:
        """What the plan wishes of the people in it, as a sentence; empty where it says nothing."""
        return wish(_id(self.form["wanted"].value()), _perspective(self.form))

    @property
    def shadow(self) -> int:
        """The id of who shadows it, 0 for nobody."""
        return _id(self.form["shadow"].value())

    @property
    def chosen(self) -> list[Person]:
        return [person for person in self.people if person.chosen]

    @property
    def chosen_questions(self) -> list[Offer]:
        return [offer for offer in self.questions if offer.chosen]


class BookingPage:
    """One application's booking page for one person; everything is read once for all slots."""

    def __init__(self, application: Application, user: User) -> None:
        self.application, self.user = application, user
        self.directory = Directory(application.requisition_id)
        self.hypotheses = hypotheses.of(application)
        self.times: dict[int, FreeTime] = {}
        self.signed_off = SignedOff({}, {})
        self.rooms = list(Room.objects.open())
        team = [user.zone for user in self.directory.roles]
        self.zones = [user.zone, application.candidate.zone, *team]

    def fresh(self) -> tuple[LoopForm, BaseSlotFormSet]:
        """Return the forms filled in from the plan, back to back from a day soon."""
        plan = planned(self.application)
        times = first_times([entry.minutes for entry in plan], self.user.zone)
        bank = Bank(self.application, [entry.rubric_version.rubric.kind for entry in plan])
        initial = [
            {
                "hold": True,
                "planned": True,
                "name": entry.name,
                "rubric_version": entry.rubric_version.pk,
                "minutes": entry.minutes,
                "wanted": entry.people,
                "perspective": entry.perspective,
                "day": day,
                "start": start,
                "questions": [v.pk for v in bank.fitting(entry.rubric_version, entry.minutes)[:1]],
            }
            for entry, (day, start) in zip(plan, times, strict=True)
        ]
        return self.forms(initial or [self.blank()])

    def forms(self, initial: list[dict], **loop: str) -> tuple[LoopForm, BaseSlotFormSet]:
        """Return unbound forms that show these values."""
        usual = {"zone": self.user.zone, "hold_hours": Organization.present().hold_hours}
        loop_form = LoopForm(initial=usual | loop, zones=self.zones)
        formset = SlotFormSet(initial=initial, prefix=PREFIX, form_kwargs={"rooms": self.rooms})
        return loop_form, formset

    def given(self, data: QueryDict) -> tuple[LoopForm, BaseSlotFormSet]:
        """Return the forms bound to what was sent."""
        loop_form = LoopForm(data, zones=self.zones)
        loop_form.is_valid()
        options = {
            "zone": loop_form.cleaned_data.get("zone", ""),
            "place": loop_form.cleaned_data.get("place", ""),
            "room": loop_form.cleaned_data.get("room"),
            "rooms": self.rooms,
        }
        return loop_form, SlotFormSet(data, prefix=PREFIX, form_kwargs=options)

    def lined_up(self, data: QueryDict) -> tuple[LoopForm, BaseSlotFormSet]:
        """Return what was sent, each interview beginning when the one before it ends."""
        loop_form, formset = self.given(data)
        zone = loop_form["zone"].value()
        rows, at = [], None
        for form in formset:
            row = _typed(form)
            at = at or starts_of(form, zone)
            if at and form.is_held:
                local = at.astimezone(ZoneInfo(zone))
                row |= {"day": local.date(), "start": local.time()}
                at += timedelta(minutes=_minutes(form))
            rows.append(row)
        return self.forms(rows, zone=zone, **_kept(loop_form))

    def suggested(self, data: QueryDict, plan: dict) -> tuple[LoopForm, BaseSlotFormSet]:
        """Return what was sent with the times and people of a plan (proposals.as_json)."""
        loop_form, formset = self.given(data)
        zone = loop_form["zone"].value()
        placed = {one["slot"]: one for one in plan["placed"]}
        rows = [_typed(form) for form in formset]
        for number, row in enumerate(row for row in rows if row["planned"]):
            if one := placed.get(number):
                start = datetime.fromisoformat(one["start"]).astimezone(ZoneInfo(zone))
                row |= {"day": start.date(), "start": start.time(), "interviewers": one["people"]}
                row["room"] = one.get("room") or row.get("room")
                row["shadow"] = one.get("shadow")
        return self.forms(rows, zone=zone, **_kept(loop_form))

    @staticmethod
    def plan_of(formset: BaseSlotFormSet) -> dict:
        """Return valid forms as a plan that can be held; Refused for interviews of no plan."""
        planned_forms = [form for form in formset if form["planned"].value()]
        numbers = {form.prefix: number for number, form in enumerate(planned_forms)}
        if not formset.held() or any(form.prefix not in numbers for form in formset.held()):
            raise Refused(_("Only interviews in the plan can be reserved. Leave out the others."))
        return {
            "placed": [
                _placed(slot, numbers[form.prefix])
                for form, slot in zip(formset.held(), formset.slots(), strict=True)
            ]
        }

    def again(self, data: QueryDict) -> tuple[LoopForm, BaseSlotFormSet]:
        """Return what was sent, to be shown once more: somebody searched by Enter."""
        loop_form, formset = self.given(data)
        rows = [_typed(form) for form in formset]
        return self.forms(rows, zone=loop_form["zone"].value(), **_kept(loop_form))

    def with_one_more(self, data: QueryDict) -> tuple[LoopForm, BaseSlotFormSet]:
        """Return what was sent and an empty interview after it, where its last one ends."""
        loop_form, formset = self.given(data)
        zone = loop_form["zone"].value()
        rows = [_typed(form) for form in formset][: MAX_INTERVIEWS - 1]
        spans = [span for form in formset.held() if (span := span_of(form, zone))]
        last = max((span.upper for span in spans), default=None)
        rows.append(self.blank(last and last.astimezone(ZoneInfo(zone))))
        return self.forms(rows, zone=zone, **_kept(loop_form))

    def blank(self, at: datetime | None = None) -> dict:
        """Return the values of an interview that nothing plans."""
        day, start = (at.date(), at.time()) if at else first_times([0], self.user.zone)[0]
        return {"hold": True, "minutes": USUAL_MINUTES, "day": day, "start": start}

    def proposed(self, data: QueryDict) -> dict:
        """Return the values of one interview by the `rubric` and `minutes` that an address names.

        A blank one where it names no rubric that can be used.
        """
        rubric = data.get("rubric", "")
        known = RubricVersion.objects.current().filter(rubric__archived_at=None)
        version = known.filter(rubric=int(rubric)).first() if rubric.isdecimal() else None
        if version is None:
            return self.blank()
        minutes = data.get("minutes", "")
        found = {"name": version.name, "rubric_version": version.pk}
        if minutes.isdecimal() and len(minutes) < MAX_INDEX_LENGTH:
            found["minutes"] = int(minutes)
        return self.blank() | found

    def card_of(self, data: QueryDict) -> SlotCard:
        """Return the one slot that `data` speaks of by `slot`, as typed and searched so far."""
        index = data.get("slot", "")
        index = index if index.isdecimal() and len(index) < MAX_INDEX_LENGTH else "0"
        form = SlotForm(data, prefix=f"{PREFIX}-{index}")
        [card] = self.cards([form], data.get("zone", ""))
        return card

    def cards(self, formset: Iterable[SlotForm], zone: str) -> list[SlotCard]:
        """Return what the page shows of each slot, in a fixed number of queries."""
        slots = list(formset)
        rubrics = _rubric_versions(slots)
        kinds = {version.rubric.kind for version in rubrics.values()}
        bank = Bank(self.application, kinds)
        self.signed_off = signed_off(kinds)
        offered = self._offered(slots)
        spans = [span_of(form, zone) for form in slots]
        everyone, hull = {user for users in offered for user in users}, _hull(spans)
        seats = seats_at(everyone, hull)
        times = self.times = self._times(everyone, hull)
        return [
            self._card(form, index, rubrics, bank, users, span, seats, times)
            for index, (form, users, span) in enumerate(zip(slots, offered, spans, strict=True))
        ]

    def _times(self, users: set[User], hull: DateTimeTZRange | None) -> dict[int, FreeTime]:
        """Return the time of these people in the days of the calendar and in those of the slots."""
        start, end = window(first_day(self.user.zone), self.user.zone)
        if hull:
            start, end = min(start, hull.lower - DAY), max(end, hull.upper + DAY)
        return free_times(users, start, end)

    def _offered(self, slots: list[SlotForm]) -> list[list[User]]:
        """For each slot: who is chosen, then who is found."""
        ids = [_ids(form, "interviewers") for form in slots]
        known = chosen_users(set().union(*ids))
        chosen = [[known[pk] for pk in sorted(one) if pk in known] for one in ids]
        found = [self.directory.found(_search(form), _perspective(form)) for form in slots]
        return [list(dict.fromkeys([*one, *two])) for one, two in zip(chosen, found, strict=True)]

    def _card(
        self,
        form: SlotForm,
        index: int,
        rubrics: dict[int, RubricVersion],
        bank: Bank,
        users: list[User],
        span: DateTimeTZRange | None,
        seats: list[Seat],
        times: dict[int, FreeTime],
    ) -> SlotCard:
        version = rubrics.get(_id(form["rubric_version"].value()))
        chosen = _ids(form, "interviewers")
        kind = version.rubric.kind if version else ""
        return SlotCard(
            index=_index_of(form, index),
            form=form,
            rubric_version=version,
            people=persons(
                users,
                self.directory,
                chosen=chosen,
                during=span,
                seats=seats,
                times=times,
                kind=kind,
                signed=self.signed_off.qualified.get(kind, ()),
                viewer=self.user,
            ),
            questions=_offers(form, version, bank),
            tests=tested_by(version, self.hypotheses) if version else [],
            learners=self.signed_off.learning.get(kind, []),
            q=_search(form),
        )

    def calendar(self, cards: Iterable[SlotCard]) -> dict[str, Any]:
        """Return the page's calendar: the candidate and everybody whom the slots offer."""
        users = dict.fromkeys(person.user for card in cards for person in card.people)
        days = calendar_of(
            self.application.candidate,
            [self.times[user.pk] for user in users],
            self.directory,
            day=first_day(self.user.zone),
            zone=self.user.zone,
        )
        return days | {"words": words()}

    def untested(self, cards: Iterable[SlotCard]) -> list[Hypothesis]:
        """Return the hypotheses that no interview of the loop as it stands would test."""
        held = [card.rubric_version for card in cards if card.form.is_held and card.rubric_version]
        return untested(held, self.hypotheses)


def _placed(slot: PlannedSlot, number: int) -> dict:
    return {
        "slot": number,
        "start": slot.during.lower.astimezone(UTC).isoformat(),
        "end": slot.during.upper.astimezone(UTC).isoformat(),
        "minutes": slot.minutes,
        "people": [user.pk for user in slot.interviewers],
        "place": slot.place,
        "room": slot.room.pk if slot.room else None,
        "questions": [version.pk for version in slot.questions],
        "shadow": next((user.pk for user in slot.shadows), None),
    }


def _kept(loop_form: LoopForm) -> dict[str, str]:
    return {name: loop_form[name].value() for name in ("place", "room", "hold_hours")}


def _search(form: SlotForm) -> str:
    return str(form["q"].value() or "").strip()[:MAX_SEARCH_LENGTH]


def _perspective(form: SlotForm) -> str:
    return str(form["perspective"].value() or "")


def _typed(form: SlotForm) -> dict:
    return {name: form[name].value() for name in form.fields}


def _offers(form: SlotForm, version: RubricVersion | None, bank: Bank) -> list[Offer]:
    if version is None:
        return []
    chosen = _ids(form, "questions")
    return [
        Offer(question, question.pk in chosen) for question in bank.fitting(version, _minutes(form))
    ]


def _rubric_versions(slots: list[SlotForm]) -> dict[int, RubricVersion]:
    ids = {_id(form["rubric_version"].value()) for form in slots}
    found = RubricVersion.objects.published().filter(pk__in=ids - {0}).with_criteria()
    return {version.pk: version for version in found}


def _hull(spans: Iterable[DateTimeTZRange | None]) -> DateTimeTZRange | None:
    known = [span for span in spans if span]
    if not known:
        return None
    return DateTimeTZRange(min(s.lower for s in known), max(s.upper for s in known))


def _ids(form: SlotForm, name: str) -> set[int]:
    return {_id(value) for value in form[name].value() or []} - {0}


def _id(value: object) -> int:
    return whole_number(value) or 0


def _minutes(form: SlotForm) -> int:
    return _id(form["minutes"].value()) or USUAL_MINUTES


def _index_of(form: SlotForm, default: int) -> int:
    number = whole_number((form.prefix or "").rpartition("-")[2])
    return default if number is None else number
