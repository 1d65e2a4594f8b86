"""Replies as Slack shows them: messages, windows and their ids."""
