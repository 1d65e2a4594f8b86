"""A reply laid out in pages: what every platform that sends messages has in common."""
