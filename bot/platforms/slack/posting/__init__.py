"""What is sent unasked: in its turn, once, and found again."""
