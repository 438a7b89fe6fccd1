"""Signing in (inloggen), a forgotten password, and the session."""
