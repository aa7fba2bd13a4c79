"""The laptop that tests of home, result, case and the two cards work at."""

from tests.ui.pages.cases_desk import cases_vault, desk

__all__ = ["cases_vault", "desk"]
