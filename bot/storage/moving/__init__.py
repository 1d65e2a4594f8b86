"""Carries everything from one database to another, and sees that it is there, row by row."""
