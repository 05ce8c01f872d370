"""How people rate: by a rubric, and reference answers to compare with."""
