"""What is wrong in a file a person wrote: where, what, and what to write instead."""

from dataclasses import dataclass

from merak.errors import MerakError


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong; line and column count from 1, `path` is like `sections[1].items[2].scale`."""

    file: str
    line: int
    column: int
    path: str
    wrong: str
    instead: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}: "
        path = f"{self.path}: " if self.path else ""
        return f"{where}{path}{self.wrong}. {self.instead}."


class SetRefused(MerakError):
    """A set that is not used, with everything that is wrong in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems
