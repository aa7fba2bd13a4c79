"""Merak: screening young people for trafficking, offline."""

__version__ = "0.1.0"
