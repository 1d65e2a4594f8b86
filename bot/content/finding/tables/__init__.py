"""Long rows of numbers and texts that names, words and beginnings are looked up in."""
