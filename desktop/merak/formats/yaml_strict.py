"""YAML without its surprises: maps, lists and text, each with its place in the file.

Nothing is guessed: `yes`, `no`, `1.10` and `2026-01-01` stay the text they are. What makes a file
mean something other than what it shows (duplicate keys, anchors, aliases, tags, merge keys, several
documents, directives) is refused. Events come from libyaml where PyYAML was built with it, else
from PyYAML's own parser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import yaml

LARGEST = 256 * 1024
DEEPEST = 32

# What YAML 1.1 does not let a file contain; PyYAML looks for it as well, but forgets the place.
_UNWANTED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a file, counted from 1."""

    line: int
    column: int


START = Place(line=1, column=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One text as it stands; `bare` when it was written without quotes."""

    text: str
    bare: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list."""

    entries: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key of a map and what it has."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A map; its keys are text and different from each other."""

    entries: tuple[Entry, ...]
    place: Place

    def find(self, key: str) -> "Iterator[Node]":
        """Gives what the key has, nothing when it is not there."""
        return (entry.value for entry in self.entries if entry.key.text == key)


Node: TypeAlias = Scalar | Sequence | Table
NOTHING = Table(entries=(), place=START)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something the file must not contain."""

    place: Place
    wrong: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was read; with a flaw the tree is not to be used."""

    root: Node
    flaws: tuple[Flaw, ...]


def load(data: bytes) -> Document:
    """Reads one document and everything that is wrong with how it is written."""
    if len(data) > LARGEST:
        return _refused(f"the file is larger than {LARGEST // 1024} KiB", "Write a shorter file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_after(data[: error.start].decode("utf-8"))
        return _refused("this is not UTF-8 text", 'Save the file with the encoding "UTF-8"', place)
    unwanted = _UNWANTED.search(text)
    if unwanted is not None:
        wrong = "there is a character here that no YAML file can have"
        return _refused(wrong, "Remove it", _place_after(text[: unwanted.start()]))
    reading = _Reading()
    try:
        for event in yaml.parse(text.removeprefix("\ufeff"), Loader=_LOADER):
            reading.take(event)
    except yaml.MarkedYAMLError as error:
        wrong = f"this is not YAML: {error.problem}"
        instead = "Look at the indentation, colons and quotes here and just above"
        reading.flaw(_place(error.problem_mark), wrong, instead)
    except _TooDeep as error:
        wrong = f"this is nested more than {DEEPEST} levels deep"
        reading.flaw(error.place, wrong, "Write it flatter")
    return Document(root=reading.root, flaws=tuple(reading.flaws))


class _TooDeep(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


@dataclass(slots=True, kw_only=True)
class _Open:
    """A map or list that is being read."""

    is_table: bool
    place: Place
    children: list[Node] = field(default_factory=list)

    def closed(self) -> Node:
        if not self.is_table:
            return Sequence(entries=tuple(self.children), place=self.place)
        pairs = zip(self.children[::2], self.children[1::2], strict=True)
        entries = (
            Entry(key=key, value=value)
            for key, value in pairs
            if isinstance(key, Scalar) and not _merges(key)
        )
        return Table(entries=tuple(entries), place=self.place)


class _Reading:
    """Builds the tree from events and notes what is not allowed."""

    def __init__(self) -> None:
        self.root: Node = NOTHING
        self.flaws: list[Flaw] = []
        self._open: list[_Open] = []
        self._documents = 0

    def flaw(self, place: Place, wrong: str, instead: str) -> None:
        self.flaws.append(Flaw(place=place, wrong=wrong, instead=instead))

    def take(self, event: yaml.Event) -> None:
        place = _place(event.start_mark)
        match event:
            case yaml.DocumentStartEvent():
                self._document(event, place)
            case yaml.AliasEvent():
                self.flaw(place, f"*{event.anchor} repeats another part", "Write it out here")
                self._add(Scalar(text="", bare=True, place=place))
            case yaml.ScalarEvent():
                self._no_extras(event, place)
                self._add(Scalar(text=event.value, bare=not event.style, place=place))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._no_extras(event, place)
                if len(self._open) == DEEPEST:
                    raise _TooDeep(place)
                self._open.append(
                    _Open(is_table=isinstance(event, yaml.MappingStartEvent), place=place)
                )
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()

    def _document(self, event: yaml.DocumentStartEvent, place: Place) -> None:
        self._documents += 1
        if self._documents == 2:
            self.flaw(
                place,
                "a second document begins here",
                'Leave one document in the file, without "---"',
            )
        if event.version or event.tags:
            self.flaw(place, "there is a YAML directive", 'Remove the lines that begin with "%"')

    def _no_extras(self, event: yaml.NodeEvent, place: Place) -> None:
        if event.anchor:
            self.flaw(
                place, f"&{event.anchor} names a part to repeat it", "Remove it; write repeats out"
            )
        tag = getattr(event, "tag", None)
        if tag:
            self.flaw(
                place, f"{_short(tag)} changes what the value is", "Remove it; put text in quotes"
            )

    def _close(self) -> None:
        ended = self._open.pop()
        node = ended.closed()
        if isinstance(node, Table):
            self._keys(ended.children[::2])
        self._add(node)

    def _keys(self, keys: list[Node]) -> None:
        first: dict[str, Place] = {}
        for key in keys:
            if not isinstance(key, Scalar):
                self.flaw(key.place, "this key is a map or a list", "Write one word as the key")
            elif _merges(key):
                self.flaw(key.place, "<< merges another map in", "Write its keys out here")
            elif key.text in first:
                wrong = f'"{key.text}" is here twice, first in line {first[key.text].line}'
                self.flaw(key.place, wrong, "Keep one of the two")
            else:
                first[key.text] = key.place

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        elif self._documents == 1:
            self.root = node


class _Mark(Protocol):
    """PyYAML has two kinds of mark, one for each parser."""

    line: int
    column: int


def _place(mark: _Mark | None) -> Place:
    return START if mark is None else Place(line=mark.line + 1, column=mark.column + 1)


def _merges(key: Scalar) -> bool:
    return key.bare and key.text == "<<"


def _place_after(text: str) -> Place:
    return Place(line=text.count("\n") + 1, column=len(text) - text.rfind("\n"))


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _refused(wrong: str, instead: str, place: Place = START) -> Document:
    return Document(root=NOTHING, flaws=(Flaw(place=place, wrong=wrong, instead=instead),))
