"""Small numbers as words, and names in a row, as sentences need them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hiring.debriefs.report.model import Hypothesis


def number(n: int) -> str:
    """Return a number up to twelve as a word, a larger one in digits."""
    words = [
        _("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    ]  # fmt: skip
    return words[n] if n < len(words) else str(n)


def listed(names: Sequence[str]) -> str:
    """Return names in a row: "a", "a and b", "a, b, and c"."""
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2 and not any(_("and") in name.split() for name in names):
        return _("%(first)s and %(second)s") % {"first": names[0], "second": names[1]}
    # With a comma too where a name has an "and" of its own.
    return _("%(others)s, and %(last)s") % {"others": ", ".join(names[:-1]), "last": names[-1]}


def capital(text: str) -> str:
    """Return the text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def within(hypothesis: Hypothesis) -> str:
    """Return a competency's name as it stands inside of a sentence.

    The catalog's names are common nouns; others may be proper names, and abbreviations stay.
    """
    name = hypothesis.name
    if hypothesis.competency.from_catalog and name[1:2].islower():
        return name[:1].lower() + name[1:]
    return name


def are(n: int, one: str, many: str) -> str:
    """Return the word that agrees with a count."""
    return one if n == 1 else many
