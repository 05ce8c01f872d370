"""Probes into a past project: the stored trees, and trees made from a project's own words.

`probe(name, text, technologies, archetype)` gives the tree; `projects_of(resume)` what to probe.
"""

from rubrics.probes.asking import Probe, probe
from rubrics.probes.projects import ProjectText, projects_of
from rubrics.probes.tree import Ask, Branch, Depth, Phase, branches

__all__ = [
    "Ask",
    "Branch",
    "Depth",
    "Phase",
    "Probe",
    "ProjectText",
    "branches",
    "probe",
    "projects_of",
]
