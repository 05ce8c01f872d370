"""Words that judge and do not say what was seen: qualities, traits, and stand-ins for either."""

import re
from collections.abc import Callable, Iterator

from rubrics.anchors.findings import CriterionText, Finding, Rule
from rubrics.anchors.words import terms

# What follows in the same sentence may say what the quality was seen in.
_SAYS_HOW = re.compile(
    r"[^.;]{0,80}?(?::|, such as|, for example|\be\.g\.|\bso that\b|\bby \w+ing\b|\bin that\b"
    r"|\b(?:that|which|who|and) [a-z]{2,14}(?:s|ed)\b)(?:\W{1,3}[\w’'-]+){3}",
    re.IGNORECASE,
)


def wording(index: int, criterion: CriterionText, say: Callable[[str], str]) -> Iterator[Finding]:
    """Yield a finding for each place in name, look-for and anchors that judges without seeing."""
    texts = [(None, criterion.name), (None, criterion.look_for), *sorted(criterion.anchors.items())]
    for level, text in texts:
        for rule, pattern, kind in terms():
            for found in pattern.finditer(text):
                if rule == Rule.VAGUE and _SAYS_HOW.match(text, found.end()):
                    continue
                yield Finding(rule, index, level, found[0], say(kind.why), say(kind.instead))
