"""Homeroom on Slack."""
