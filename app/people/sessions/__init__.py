"""Being signed in: a row for each browser, with an end that we keep ourselves."""
