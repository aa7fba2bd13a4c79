"""The window: pages, widgets, words."""
