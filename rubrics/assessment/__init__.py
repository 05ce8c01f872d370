"""What the ratings of one candidate say. No Django, no database; plain values in and out."""
