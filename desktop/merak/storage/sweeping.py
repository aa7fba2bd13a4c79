"""Keeping the private file to what work knows of."""

from collections.abc import Collection

from merak.domain.ids import ScreeningId
from merak.storage import draft_texts
from merak.storage.connection import Connection


def sweep(work: Connection, private: Connection) -> None:
    """Drops private rows that work does not know: of a save cut short, or of a draft taken away."""
    known = {row[0] for row in work.rows("SELECT record FROM log_record")}
    stray = [id_ for (id_,) in private.rows("SELECT id FROM record") if id_ not in known]
    here = {row[0] for row in work.rows("SELECT id FROM draft")}
    drop_private(private, stray, draft_texts.drafts(private) - here)


def drop_private(
    private: Connection, stray: Collection[bytes], gone: Collection[ScreeningId]
) -> None:
    """Drops records and the text of drafts from the private file, in a transaction of its own."""
    if not stray and not gone:
        return
    private.begin()
    try:
        private.run_many("DELETE FROM record WHERE id = ?", [(id_,) for id_ in stray])
        for draft in gone:
            draft_texts.drop(private, draft)
        private.commit()
    except BaseException:
        private.roll_back()
        raise
