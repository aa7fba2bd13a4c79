"""Which part of the picture an item speaks of."""

from enum import StrEnum


class Element(StrEnum):
    """The three elements of trafficking in law, what surrounds them, and what protects."""

    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"
    CONTEXT = "context"
    PROTECTIVE = "protective"
