"""Writing rubrics and questions: what is written is a draft until it is published.

A draft belongs to its rubric or question, one at a time, and counts its savings in `revision`.
Name and purpose, title and roles are not versioned: they belong to the row that everybody reads.
So a draft keeps its own in `heading`, and publishing puts them into the row.
"""
