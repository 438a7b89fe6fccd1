"""Aanvragen en audits: who asks for a status, and how it was looked into."""
