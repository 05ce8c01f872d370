"""What good looks like: competencies, role archetypes, rubrics and the question bank."""
