"""Probes into a past project: the stored trees, and trees made from a project's own words.

`probe(name, text, technologies, archetype)` gives the tree; `projects_of(resume)` what to probe.
"""
