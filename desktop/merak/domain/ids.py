"""Names of things, kept apart by type."""

from typing import NewType

CaseId = NewType("CaseId", str)
"""32 lower-case hex digits: 128 random bits."""
ScreeningId = NewType("ScreeningId", str)
"""32 lower-case hex digits; a draft keeps its id when it becomes a screening."""
RecordId = NewType("RecordId", str)
"""64 lower-case hex digits: the SHA-256 of the record's canonical form without its id."""
UserId = NewType("UserId", str)
DeviceId = NewType("DeviceId", str)
SetHash = NewType("SetHash", str)
"""64 lower-case hex digits: the SHA-256 of an indicator set's bytes."""
ItemId = NewType("ItemId", str)
LevelId = NewType("LevelId", str)
RuleId = NewType("RuleId", str)
OverrideId = NewType("OverrideId", str)
SectionId = NewType("SectionId", str)
ScoreId = NewType("ScoreId", str)
