"""The reading: how the strengths, the bars and the recommendations stand, in short sentences.

Made by rule and the same for the same ratings. It counts states and people; nothing is weighed.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from hiring.debriefs.report.model import Content, Hypothesis, Sentence
from hiring.debriefs.report.people import recommends, votes
from hiring.debriefs.report.phrases import are, capital, listed, number, within
from rubrics.assessment.states import Side

# What a manager must not miss comes first.
STRENGTHS_OPEN = ("not_tested", "not_met", "split", "one_view")
BARS_OPEN = ("not_met", "split", "one_view", "not_tested")
# Those in one state are named up to this number, and counted from there.
BARS_NAMED, STRENGTHS_NAMED = 2, 3


def read(content: Content) -> list[Sentence]:
    """Return the reading, what is open of the strengths emphasized."""
    strengths, bars = content.strengths, content.bars
    found = [
        Sentence(_met(strengths, _strength_words())),
        Sentence(" ".join(_open_strengths(strengths)), strong=True),
        Sentence(" ".join(_of_bars(bars))),
        Sentence(_weak(content.hypotheses)),
        Sentence(" ".join(_recommendations(content))),
    ]
    return [sentence for sentence in found if sentence.text]


# ---- Strengths and bars ----------------------------------------------------------------------


def _strength_words() -> dict[str, str]:
    return {
        "only": _("%(name)s, the only strength, %(state)s."),
        "both": _("Both strengths are met."),
        "all": _("All %(all)s strengths are met."),
        "one": _("%(name)s, one of %(all)s strengths, is met."),
        "some": _("%(met)s of %(all)s strengths are met."),
    }


def _bar_words() -> dict[str, str]:
    return {
        "only": _("%(name)s, the only bar, %(state)s."),
        "both": _("Both bars are met."),
        "all": _("All %(all)s bars are met."),
        "one": _("%(name)s, one of %(all)s bars, is met."),
        "some": _("%(met)s of %(all)s bars are met."),
    }


def _met(every: Sequence[Hypothesis], words: dict[str, str]) -> str:
    """Return how many are met; a met bar of 2 says too little to be counted."""
    met = [one for one in every if one.state == "met" and not one.is_no_strong_no]
    if not met:
        return ""
    said = {
        "name": capital(within(met[0])),
        "state": _("is met"),
        "met": capital(number(len(met))),
        "all": number(len(every)),
    }
    if len(met) == len(every):
        return words[{1: "only", 2: "both"}.get(len(met), "all")] % said
    return words["one" if len(met) == 1 else "some"] % said


def _open_strengths(strengths: Sequence[Hypothesis]) -> Iterator[str]:
    for state in STRENGTHS_OPEN:
        found = [one for one in strengths if one.state == state]
        if len(found) == 1 and _is_heaviest(found[0], strengths):
            heaviest = _("%(name)s, the heaviest strength,") % {"name": within(found[0])}
            yield f"{capital(heaviest)} {_stand(found)}."
        elif len(found) > STRENGTHS_NAMED:
            counted = _("%(n)s strengths") % {"n": number(len(found))}
            yield f"{capital(counted)} {_stand(found)}."
        elif found:
            yield f"{capital(_names(found))} {_stand(found)}."


def _is_heaviest(one: Hypothesis, strengths: Sequence[Hypothesis]) -> bool:
    """Return whether it alone has the highest weight, of several."""
    others = [other.weight for other in strengths if other is not one]
    return bool(others) and one.weight > max(others)


def _of_bars(bars: Sequence[Hypothesis]) -> Iterator[str]:
    open_bars = [found for state in BARS_OPEN if (found := [b for b in bars if b.state == state])]
    if len(bars) == 1 and open_bars:
        yield _bar_words()["only"] % {"name": capital(within(bars[0])), "state": _stand(bars)}
        return
    if len(open_bars) == 1 and len(open_bars[0]) == len(bars):
        yield _all_bars(bars)
        return
    first = _met(bars, _bar_words())
    if not first and open_bars and not any(one.is_no_strong_no for one in bars):
        none = are(len(bars) - 1, _("Neither bar is met."), _("None of the %(all)s bars is met."))
        first = none % {"all": number(len(bars))}
    if first:
        yield first
    for found in open_bars:
        # Where nothing before has told that this is about bars.
        is_told = first or found is not open_bars[0]
        many = number(len(found)) if not is_told else _("%(n)s bars") % {"n": number(len(found))}
        said = f"{_names(found) if len(found) <= BARS_NAMED else many} {_stand(found)}."
        of_bars = "" if is_told else _("of %(all)s bars, ") % {"all": number(len(bars))}
        yield capital(of_bars + said)


def _all_bars(bars: Sequence[Hypothesis]) -> str:
    """Return how bars stand that are all in one state, and open."""
    said = {"all": number(len(bars)), "state": _stand(bars)}
    if bars[0].state == "not_tested":
        words = (_("Neither bar was tested."), _("None of the %(all)s bars was tested."))
    elif bars[0].state == "not_met":
        words = (
            _("Neither bar is met; every rating is below."),
            _("None of the %(all)s bars is met; every rating is below."),
        )
    else:
        words = (_("Both bars %(state)s."), _("All %(all)s bars %(state)s."))
    return are(len(bars) - 1, *words) % said


def _names(found: Sequence[Hypothesis]) -> str:
    """Return names as the subject of a sentence."""
    names = listed([within(one) for one in found])
    # Two of which one has an "and" of its own: the comma between them needs a second one.
    return f"{names}," if len(found) == 2 and "," in names else names


def _stand(found: Sequence[Hypothesis]) -> str:
    """Return the verb for hypotheses that are all in one state."""
    n = len(found)
    return {
        "not_tested": are(n, _("was not tested"), _("were not tested")),
        "not_met": are(n, _("is not met"), _("are not met")),
        "split": are(n, _("is split"), _("are split")),
        "one_view": _one_view(found),
    }[found[0].state]


def _one_view(found: Sequence[Hypothesis]) -> str:
    """Return that each was rated by one person, and of how many that person's view is below."""
    sides = [one.assessment.side for one in found]
    below, n = sides.count(Side.BELOW), len(found)
    if n == 1 and sides == [Side.BOTH]:
        return _("rests on one view, on both sides of the level needed")
    if n == 1:
        return _("rests on one view, below the level needed") if below else _("rests on one view")
    if not below:
        return _("rest on one view each")
    if below == n:
        both = are(n - 1, _("both"), _("all"))
        return _("rest on one view each, %(all)s below the level needed") % {"all": both}
    said = {"n": number(below)}
    return _("rest on one view each, %(n)s of them below the level needed") % said


def _weak(every: Sequence[Hypothesis]) -> str:
    """Return of which all that is known is that nobody gave a strong no."""
    found = [one for one in every if one.is_no_strong_no]
    if not found:
        return ""
    names = listed([within(one) for one in found])
    if len(found) > BARS_NAMED:
        several = any(one.is_strength for one in found)
        counted = _("%(n)s competencies") if several else _("%(n)s bars")
        names = counted % {"n": number(len(found))}
    # Of cards that are not counted, because others could be read by then.
    if any(seen.stated == 1 for one in found for seen in one.observations):
        words = _(
            "On %(names)s, only “no strong no” is needed, and nobody gave one before reading other"
            " cards."
        )
    else:
        words = _("On %(names)s, only “no strong no” is needed, and nobody gave one.")
    return words % {"names": names}


# ---- Recommendations -------------------------------------------------------------------------


def _recommendations(content: Content) -> Iterator[str]:
    """Yield how many people recommend yes, no, or differently by interview."""
    by_person = [cards for cards in votes(content).values() if cards]
    if not by_person:
        yield _("No scorecards are in.")
        return
    answers = [recommends(cards) for cards in by_person]
    yes, no = answers.count(True), answers.count(False)
    if len(answers) in (yes, no):
        yield _everybody(len(answers), _("yes") if yes else _("no"))
    else:
        yield from _divided(yes, no, len(answers))
    empty = sum(not any(card.observed for card in cards) for cards in by_person)
    if empty:
        words = are(empty, _("%(n)s of them rated nothing."), _("%(n)s of them rated nothing."))
        yield capital(words % {"n": number(empty)})


def _everybody(people: int, answer: str) -> str:
    said = {"n": number(people), "answer": answer}
    if people == 1:
        return _("The one interviewer recommends %(answer)s.") % said
    both = (
        _("Both interviewers recommend %(answer)s."),
        _("All %(n)s interviewers recommend %(answer)s."),
    )
    return are(people - 1, *both) % said


def _divided(yes: int, no: int, people: int) -> Iterator[str]:
    mixed = people - yes - no
    if mixed == people:
        yield _everybody(people, _("yes after one interview and no after another"))
        return
    first, answer = (yes, _("yes")) if yes else (no, _("no"))
    said = {"n": capital(number(first)), "all": number(people), "answer": answer, "no": number(no)}
    words = are(
        first,
        _("%(n)s of %(all)s interviewers recommends %(answer)s"),
        _("%(n)s of %(all)s interviewers recommend %(answer)s"),
    )
    yield (words + (_(", %(no)s no.") if yes and no else ".")) % said
    if mixed:
        words = are(
            mixed,
            _("%(n)s differs by interview."),
            _("%(n)s differ by interview."),
        )
        yield capital(words % {"n": number(mixed)})
