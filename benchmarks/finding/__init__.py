"""How often the right term and the right answer is found, judged from outside."""
