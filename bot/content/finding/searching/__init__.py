"""Search over everything: words in lessons, terms and questions, with the line that matches."""
