"""The reading: how the strengths, the bars and the recommendations stand, in four sentences.

Made by rule and the same for the same ratings. It counts states and people; nothing is weighed.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hiring.debriefs.report.model import Content, Hypothesis, Sentence
from hiring.debriefs.report.people import recommends, votes
from hiring.debriefs.report.phrases import are, capital, listed, number, within

# What a manager must not miss comes first.
OPEN_STATES = ("not_tested", "not_met", "split", "one_view")


def read(content: Content) -> list[Sentence]:
    """Return the reading, the strengths that are not met emphasized."""
    strengths = content.strengths
    found = [
        Sentence(_strengths_met(strengths)),
        Sentence(_strengths_open(strengths), strong=True),
        Sentence(_bars(content.bars)),
        Sentence(_recommendations(content)),
    ]
    return [sentence for sentence in found if sentence.text]


def _strengths_met(strengths: Sequence[Hypothesis]) -> str:
    met = [one for one in strengths if one.state == "met" and not one.is_no_strong_no]
    if not met:
        return ""
    if len(met) == len(strengths):
        return _whole(met)
    if len(met) > 2:
        return _("%(met)s of %(all)s strengths are met.") % {
            "met": capital(number(len(met))),
            "all": number(len(strengths)),
        }
    said = {"names": capital(listed([within(one) for one in met])), "all": number(len(strengths))}
    if len(met) == 1:
        return _("%(names)s, one of %(all)s strengths, is met.") % said
    return _("%(names)s, two of %(all)s strengths, are met.") % said


def _whole(met: Sequence[Hypothesis]) -> str:
    if len(met) == 1:
        return _("%(name)s, the only strength to validate, is met.") % {
            "name": capital(within(met[0]))
        }
    if len(met) == 2:
        return _("Both strengths are met.")
    return _("All %(all)s strengths are met.") % {"all": number(len(met))}


def _strengths_open(strengths: Sequence[Hypothesis]) -> str:
    weak = [one for one in strengths if one.is_no_strong_no]
    said = [_of_state(strengths, state) for state in OPEN_STATES]
    if weak:
        said.append(
            _("nobody gave a strong no on %(names)s")
            % {"names": listed([within(one) for one in weak])}
        )
    text = "; ".join(part for part in said if part)
    return f"{capital(text)}." if text else ""


def _of_state(strengths: Sequence[Hypothesis], state: str) -> str:
    found = [one for one in strengths if one.state == state]
    if not found:
        return ""
    names = listed([within(one) for one in found])
    if len(found) == 1 and _is_heaviest(found[0], strengths):
        names = _("%(name)s, the heaviest strength,") % {"name": names}
    return f"{names} {_verb(state, len(found))}"


def _is_heaviest(one: Hypothesis, strengths: Sequence[Hypothesis]) -> bool:
    """Return whether it alone has the highest weight, of several."""
    others = [other.weight for other in strengths if other is not one]
    return bool(others) and one.weight > max(others)


def _verb(state: str, n: int) -> str:
    return {
        "met": are(n, _("is met"), _("are met")),
        "not_tested": are(n, _("was not tested"), _("were not tested")),
        "not_met": are(n, _("is not met"), _("are not met")),
        "split": are(n, _("is split"), _("are split")),
        "one_view": are(n, _("rests on one view"), _("rest on one view")),
    }[state]


def _bars(bars: Sequence[Hypothesis]) -> str:
    """Return how the bars stand; a met bar of 2 says too little to be counted as met."""
    if not bars:
        return ""
    weak = [one for one in bars if one.is_no_strong_no]
    met = sum(one.state == "met" for one in bars) - len(weak)
    if len(bars) == 1:
        return _only_bar(bars[0])
    if met == len(bars):
        if met == 2:
            return _("Both bars are met.")
        return _("All %(all)s bars are met.") % {"all": number(met)}
    counted = {"met": capital(number(met)), "all": number(len(bars))}
    states = {one.state for one in bars}
    if not met and len(states) == 1:
        return _all_bars(states.pop(), len(bars))
    if not met:
        first = are(len(bars) - 1, _("Neither bar is met"), _("None of the %(all)s bars is met"))
        first %= counted
    elif met == 1:
        first = _("One of %(all)s bars is met") % counted
    else:
        first = _("%(met)s of %(all)s bars are met") % counted
    others = [_bars_in(bars, state) for state in _BAR_STATES] + [_weak(weak)]
    return f"{first}; {', '.join(part for part in others if part)}."


def _weak(bars: Sequence[Hypothesis]) -> str:
    """Return on which bars all that is known is that nobody gave a strong no."""
    if not bars:
        return ""
    names = listed([within(one) for one in bars]) if len(bars) <= 2 else number(len(bars))
    return _("on %(names)s nobody gave a strong no") % {"names": names}


def _only_bar(one: Hypothesis) -> str:
    if one.is_no_strong_no:
        return _("On %(name)s, the only bar, nobody gave a strong no.") % {"name": within(one)}
    said = {"name": capital(within(one)), "state": _verb(one.state, 1)}
    return _("%(name)s, the only bar, %(state)s.") % said


def _all_bars(state: str, n: int) -> str:
    said = {"all": number(n)}
    if state == "met":
        return _("Nobody gave a strong no on any of the %(all)s bars.") % said
    if state == "not_tested" and n == 2:
        return _("Neither bar was tested.")
    if state == "not_tested":
        return _("None of the %(all)s bars was tested.") % said
    if state == "not_met" and n == 2:
        return _("Neither bar is met.")
    if state == "not_met":
        return _("None of the %(all)s bars is met.") % said
    return _("All %(all)s bars %(state)s.") % (said | {"state": _verb(state, n)})


_BAR_STATES = ("not_met", "split", "one_view", "not_tested")


def _bars_in(bars: Sequence[Hypothesis], state: str) -> str:
    found = [one for one in bars if one.state == state]
    n = len(found)
    if not n:
        return ""
    named = n <= 2 if state in ("not_met", "split") else n == 1
    subject = listed([within(one) for one in found]) if named else number(n)
    verbs = {"not_met": are(n, _("is not"), _("are not"))}
    return f"{subject} {verbs.get(state) or _verb(state, n)}"


def _recommendations(content: Content) -> str:
    """Return how many people recommend yes, no, or differently by interview."""
    answers = [recommends(cards) for cards in votes(content).values() if cards]
    if not answers:
        return _("No scorecards are in.")
    yes, no = answers.count(True), answers.count(False)
    mixed = len(answers) - yes - no
    if len(answers) == 1:
        return _one(yes, no)
    if yes == len(answers) or no == len(answers):
        said = {"n": number(len(answers)), "answer": _("yes") if yes else _("no")}
        if len(answers) == 2:
            return _("Both people recommend %(answer)s.") % said
        return _("All %(n)s people recommend %(answer)s.") % said
    return _several(yes, no, mixed, len(answers))


def _one(yes: int, no: int) -> str:
    if yes:
        return _("The one interviewer recommends yes.")
    if no:
        return _("The one interviewer recommends no.")
    return _("The one interviewer recommends yes and no, by interview.")


def _several(yes: int, no: int, mixed: int, people: int) -> str:
    said = {"yes": capital(number(yes)), "all": number(people)}
    if yes == 1:
        parts = [_("One of %(all)s people recommends yes") % said]
    else:
        parts = [_("%(yes)s of %(all)s people recommend yes") % said]
    if no:
        parts.append(are(no, _("%(n)s recommends no"), _("%(n)s recommend no")) % {"n": number(no)})
    if mixed:
        differ = (_("%(n)s says yes and no by interview"), _("%(n)s say yes and no by interview"))
        parts.append(are(mixed, *differ) % {"n": number(mixed)})
    return ", ".join(parts) + "."
