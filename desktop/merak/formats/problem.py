"""What is wrong in a file a person wrote: where, what, and what to write instead."""

from dataclasses import dataclass

from merak.errors import MerakError


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong; lines and columns count from 1, a path is like `rules[2].when.item`."""

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


class DocumentRefused(MerakError):
    """A file of contacts, duties or sites that is not used, with what is wrong in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems
