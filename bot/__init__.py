"""Homeroom: a lesson every day, where your group already talks."""

__version__ = "0.1.0"
