"""A trash can for Django models on SQLite, kept by the softdelete extension."""
