"""How commands are called on Slack, and the manifest that says so."""
