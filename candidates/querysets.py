"""How candidates and what belongs to them are asked for."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, models, transaction
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Value, When

from candidates.keys import name_key
from hiring.accounts.models import User

if TYPE_CHECKING:
    from candidates.models import Candidate

LIKENESS = "0.45"
# Up to this many letters a trigram index has nothing to hold on to, so names are searched by
# the beginnings of their words.
PREFIX_LETTERS = 2


def _model(name: str) -> Any:
    return apps.get_model("candidates", name)


def shown_to(user: User, candidate_ref: str, **only: Any) -> Exists:
    """Whether the candidate at `candidate_ref` of the outer query is shown to the user.

    Asks for the groups at once: by their keys the planner knows how many candidates they are.
    """
    groups = _model("AccessGroupMember").objects.filter(user=user, **only)
    return Exists(
        _model("CandidateAccess").objects.filter(
            candidate=OuterRef(candidate_ref),
            group_key__in=list(groups.values_list("group_key", flat=True)),
        )
    )


def recruited_by(user: User, candidate_ref: str) -> Exists:
    """Whether the user recruits the candidate for a job, and so gets contact details.

    Besides those who see everything.
    """
    return shown_to(user, candidate_ref, recruits=True)


def files_read_by(user: User, candidate_ref: str) -> Exists:
    """Whether the user gets the candidate's files as they were sent: leads one of their jobs.

    Besides those who see everything.
    """
    return shown_to(user, candidate_ref, reads_files=True)


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Everyone for those who recruit; for others, who is shown to a group they are in."""
        if user.sees_everything:
            return self
        return self.filter(shown_to(user, "pk"))

    def with_rights(self, user: User) -> Self:
        """With `is_recruited` (contact details) and `has_files` (original files): by the user."""
        if user.sees_everything:
            return self.annotate(is_recruited=Value(True), has_files=Value(True))
        return self.annotate(
            is_recruited=recruited_by(user, "pk"), has_files=files_read_by(user, "pk")
        )

    def reachable_by(self, user: User | None) -> Self:
        """Those whose contact details the user gets; for a command, which has none, everyone."""
        if user is None or user.sees_everything:
            return self
        return self.filter(recruited_by(user, "pk"))

    def active(self) -> Self:
        """Without those put away or erased."""
        return self.filter(archived_at=None, erased_at=None)

    def search(self, text: str, *, user: User) -> Self:
        """By name whatever its accents, by contact, and by words of profile and résumé: a company,
        a skill, a place (candidates/searching.py)."""
        from candidates.searching import found_by

        found = found_by(text, user=user)
        return self.filter(found.who if found.ids is None else Q(pk__any=found.ids))

    def similar(self, text: str, *, most: int) -> list[Any]:
        """Names that are spelled like the text, the likest first, for when nothing matches it.

        Likeness is the share of three-letter pieces in common with the best part of the name.
        """
        key = name_key(text)
        alike = self.filter(name_words__trigram_word_similar=key)
        ranked = alike.order_by(TrigramWordSimilarity(key, "name_words").desc(), "sort_name", "pk")
        with transaction.atomic(), connection.cursor() as cursor:
            # The index answers for the session's threshold only; the usual one (.6) misses
            # one wrong letter in seven.
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [LIKENESS]
            )
            return list(ranked[:most])

    def matching(self, keys: Iterable[tuple[str, str]]) -> Self:
        """Those who share a contact point with any of the (kind, normalized) pairs."""
        same = Q(pk__in=[])
        for kind, normalized in keys:
            same |= Q(kind=kind, normalized=normalized)
        points = _model("ContactPoint").objects.filter(same)
        return self.filter(pk__in=points.values("candidate"), erased_at=None)

    def alike(self, sort_name: str, points: Iterable[tuple[str, str]]) -> Self:
        """Those with this name, or one of these (kind, normalized) ways to be reached."""
        # A page of a whole site (a bare host) is nobody's own.
        own = [(kind, value) for kind, value in points if kind != "url" or "/" in value]
        same_name = self.filter(sort_name=sort_name, erased_at=None)
        # A union, since an OR over two tables reads the whole of one.
        either = same_name.order_by().values("pk").union(self.matching(own).order_by().values("pk"))
        return self.filter(pk__in=either)

    def with_list_facts(self, user: User) -> Self:
        """With what a list shows this user, in as many queries for a thousand rows as for one."""
        return self.prefetch_related(*list_facts(user))


def list_facts(user: User) -> list[Prefetch]:
    """Return what lists show this user of candidates, to be fetched for all of them at once."""
    contacts = _model("ContactPoint").objects.visible_to(user)
    touches = _model("Touch").objects.visible_to(user).select_related("channel")
    taggings = _model("Tagging").objects.visible_to(user).select_related("tag")
    return [
        Prefetch("taggings", taggings, to_attr="shown_taggings"),
        Prefetch("contact_points", contacts, to_attr="shown_contacts"),
        Prefetch("touches", touches, to_attr="shown_touches"),
    ]


def name_has(word: str) -> Q:
    """Whether the candidate has the word in their name."""
    key = name_key(word)
    if len(key) > PREFIX_LETTERS:
        return Q(name_words__contains=key)
    return Q(name_words__startswith=key) | Q(name_words__contains=f" {key}")


class ContactPointQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Addresses and numbers are for those who write and call: the ones who recruit."""
        if user.sees_everything:
            return self
        return self.filter(recruited_by(user, "candidate_id"))


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Of candidates one may see. Interviewers get take-homes only: a résumé or letter as it
        was sent says how to reach its author. What has no named kind may be about health, an
        accommodation or pay, and stays with those who recruit for the whole organization."""
        if user.sees_everything:
            return self
        seen = self.filter(shown_to(user, "candidate_id")).exclude(kind="other")
        return seen.filter(Q(kind="take_home") | Q(files_read_by(user, "candidate_id")))

    def withheld_from(self, user: User) -> Self:
        """Originals of candidates one may see that are only for those who lead the hiring."""
        if user.sees_everything:
            return self.none()
        kinds = ("resume", "cover_letter", "portfolio")
        seen = self.filter(shown_to(user, "candidate_id"), kind__in=kinds)
        return seen.exclude(files_read_by(user, "candidate_id"))


class ResumeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Of candidates one may see; `visible_data` has contact details for who recruits them."""
        if user.sees_everything:
            return self.annotate(has_contacts=Value(True), has_files=Value(True))
        seen = self.filter(shown_to(user, "candidate_id"))
        return seen.annotate(
            has_contacts=recruited_by(user, "candidate_id"),
            has_files=files_read_by(user, "candidate_id"),
        )

    def originals_for(self, user: User) -> Self:
        """Those whose file, and pictures of it, the user may have."""
        return self.visible_to(user).filter(has_files=True)

    def in_full_for(self, user: User) -> Self:
        """Those that the user reads with contact details."""
        return self.visible_to(user).filter(has_contacts=True)

    def of(self, candidate: "Candidate") -> Self:
        """Those of one candidate, the one to read first: the chosen one, else the newest.

        The one rule for the pages of candidates, applications and interviews.
        """
        chosen = Case(When(pk=candidate.chosen_resume_id or 0, then=0), default=1)
        return self.filter(candidate=candidate).order_by(chosen, "-read_at", "-pk")


class PossibleDuplicateQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Pairs of which the person sees both: neither is revealed by the other."""
        if user.sees_everything:
            return self
        return self.filter(shown_to(user, "first_id"), shown_to(user, "second_id"))

    def to_review(self) -> Self:
        return self.filter(state="open", first__archived_at=None, second__archived_at=None)

    def of(self, candidate: "Candidate | int") -> Self:
        return self.filter(Q(first=candidate) | Q(second=candidate))


class TagQuerySet(models.QuerySet):
    def starting_with(self, text: str) -> Self:
        """Those whose name, or a word of it, begins with the text; whatever its accents."""
        key = name_key(text)
        return self.filter(Q(key__startswith=key) | Q(key__contains=f" {key}"))


class TaggingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """A tag may be a verdict: it is for those who lead the hiring, as original files are."""
        if user.sees_everything:
            return self
        return self.filter(files_read_by(user, "candidate_id"))


class SourceChannelQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Those a candidate can still be credited to."""
        return self.filter(archived_at=None)

    def by_name(self) -> dict[str, Any]:
        """The channels by their keys and names, casefolded; one query."""
        found: dict[str, Any] = {}
        channel: Any
        for channel in self.order_by("pk"):
            found.setdefault(channel.key.casefold(), channel)
            found.setdefault(channel.name.casefold(), channel)
        return found

    def as_tree(self) -> list[tuple[int, Any]]:
        """Each channel with its depth, parents before their children; one query."""
        below: dict[int | None, list[Any]] = {}
        channel: Any
        for channel in self:
            below.setdefault(channel.parent_id, []).append(channel)
        here = {channel.pk for channels in below.values() for channel in channels}
        # What hangs on a channel that was left out stands at the top.
        tops = [c for parent, channels in below.items() if parent not in here for c in channels]
        return [entry for top in tops for entry in _branch(top, 0, below)]

    def as_choices(self, *, by: str = "key") -> list[tuple[Any, str]]:
        """Each channel for a menu, by its key or id: those below another are indented."""
        return [(getattr(c, by), "\u2003" * depth + c.name) for depth, c in self.as_tree()]


def _branch(
    channel: Any, depth: int, below: dict[int | None, list[Any]]
) -> Iterator[tuple[int, Any]]:
    yield depth, channel
    for child in below.get(channel.pk, []):
        yield from _branch(child, depth + 1, below)


class TouchQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Where someone came from is the business of those who recruit, so that it can
        color nobody's rating."""
        return self if user.sees_everything else self.none()
