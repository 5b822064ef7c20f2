"""A trash can for Django models on SQLite, kept by the softdelete extension."""

__version__ = "1.0.0rc1"
