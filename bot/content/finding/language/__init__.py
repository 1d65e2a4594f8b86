"""What is known of English and Korean: words, endings, keys, sounds."""
