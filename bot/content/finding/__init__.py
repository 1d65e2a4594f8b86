"""Finding: what somebody types, led to the term or the question they mean."""
