"""The actions that edit competencies, role archetypes, organizations and adjustments.

Openings copied what they needed when they were made: no action here changes one.
"""
