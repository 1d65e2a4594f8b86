"""What Slack tells of its channels and people, remembered for a while."""
