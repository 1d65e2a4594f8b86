"""Lessons: read from files into the domain, imported from newsletters, found again."""
