"""The one error of files that travel: why nothing is taken from them."""

from merak.domain.exchange import Why
from merak.errors import MerakError


class FileRefused(MerakError):
    """Carries why, and the line it was seen in: 0 is the whole file, 1 its first line."""

    def __init__(self, why: Why, line: int = 0) -> None:
        super().__init__(f"{why.value} {line}")
        self.why = why
        self.line = line
