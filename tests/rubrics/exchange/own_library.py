"""A rubric, a question and their competency, as an organization would bring them."""

from rubrics.documents.parsing import read_items
from rubrics.exchange.importing import import_library

RUBRIC = """\
---
key: own-rubric
name: Our own rubric
kind: ml_theory
purpose: Finds out what no other interview does.
criteria:
  - name: Saying why
    competency: our-statistics
    look_for: Where it shows, in the first minutes.
    anchors:
      1: Says nothing that could be followed.
      2: Says it after being asked for it twice.
      3: Says it unasked, with $\\sigma^2$ in its place.
      4: Says it unasked and shows what follows.
library:
  source: own
"""


QUESTION = """\
---
key: own-question
kind: ml_theory
title: Our own question
minutes: 30
difficulty: 3
competencies:
  - our-statistics
body: |
  What would you see if the step were ten times larger?
guide: It diverges, and the loss says so within ten steps.
library:
  source: own
"""


COMPETENCY = """\
---
key: our-statistics
name: Our statistics
definition: Says how sure one can be, and why.
is_not: Knowing the names of many tests by heart.
library:
  source: own
  position: 3
"""


def brought_in(text, actor=None):
    return import_library(items=read_items(text, file="own.yaml"), actor=actor)
