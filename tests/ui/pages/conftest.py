"""The laptop and the office that tests of pages work at."""

from tests.ui.pages.cases_desk import cases_vault, desk
from tests.ui.pages.office_desk import at_office, no_office, office_vault

__all__ = ["at_office", "cases_vault", "desk", "no_office", "office_vault"]
