"""Where an organisation begins: all that it has of its own over standards."""
