"""The verbs that edit competencies, role archetypes, organization archetypes and shifts.

Openings copied what they needed when they were made: no verb here changes one.
"""
