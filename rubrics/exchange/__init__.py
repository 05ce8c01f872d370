"""The library as files: taken out without loss, brought in without overwriting anything.

A file is YAML in the form of the shipped catalog, one document for each competency, rubric or
question. What the catalog has no place for stands under `library`: where an item comes from,
when it was archived, and, with its history, every published version.
"""
