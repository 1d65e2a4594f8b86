"""Backups: taken while the bot runs, checked, thinned out, and put back."""
