"""Probes into a past project: the stored trees, and trees made from a project's own words."""

from rubrics.probes.tree import Ask, Branch, Depth, Phase, branches

__all__ = ["Ask", "Branch", "Depth", "Phase", "branches"]
