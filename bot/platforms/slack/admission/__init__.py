"""Where Homeroom was let in, and whom it may speak as there: tokens, OAuth, HTTP."""
