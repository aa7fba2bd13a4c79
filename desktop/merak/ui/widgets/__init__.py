"""Widgets that show and tell, and hold no truth."""
