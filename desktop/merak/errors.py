"""The base of every error Merak knows; the words for people live in ui/messages.py."""


class MerakError(Exception):
    """Carries facts (ids, kinds, counts) as attributes, never a value someone typed."""
