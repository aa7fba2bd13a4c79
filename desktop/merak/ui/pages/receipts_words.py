"""What a receipt says, and why a case stays, in words."""

from collections.abc import Sequence

from merak.domain.receipt import Keeping
from merak.services.clear import Clearable, Stays
from merak.services.from_office import Confirmed, TakenIn
from merak.ui.pages import case_words
from merak.ui.widgets.banner import BannerValue
from merak.ui.widgets.values import Tone
from merak.ui.words import n, t


def receipt(came: Confirmed) -> BannerValue:
    """Says what the office has, and how safely."""
    safe = came.keeping is Keeping.DURABLE
    said = [
        t("It is in the office’s own backup as well.")
        if safe
        else t(
            "It is not in the office’s own backup yet, so nothing is cleared here. A later receipt"
            " will say so."
        )
    ]
    if came.missing:
        numbers = ", ".join(
            str(gap.first)
            if gap.first == gap.last
            else t("{first} to {last}").format(first=gap.first, last=gap.last)
            for gap in came.missing
        )
        said.append(
            t("These did not arrive: {numbers}. What was in them goes with the next.").format(
                numbers=numbers
            )
        )
    if came.refused:
        said.append(
            n(
                "{count} record was deleted in the office for good and is not sent again.",
                "{count} records were deleted in the office for good and are not sent again.",
                len(came.refused),
            ).format(count=len(came.refused))
        )
    if came.again:
        said.append(
            n(
                "The office was put back from a backup and lost {count} record: it goes again.",
                "The office was put back from a backup and lost {count} records: they go again.",
                came.again,
            ).format(count=came.again)
        )
    if came.waiting:
        said.append(
            n(
                "{count} record goes with the next hand-over.",
                "{count} records go with the next hand-over.",
                came.waiting,
            ).format(count=came.waiting)
        )
    return BannerValue(
        tone=Tone.OK if safe and not came.missing else Tone.INFO,
        title=t("The office has everything up to bundle {number}").format(number=came.contiguous)
        if came.contiguous
        else t("The office is still missing your first bundle"),
        text=" ".join(said),
    )


def bundle(came: TakenIn) -> BannerValue:
    """Says what a bundle of the office has brought."""
    if not came.new:
        return BannerValue(
            title=t("There was nothing new in it"), text=t("All of it is on this laptop already.")
        )
    return BannerValue(
        tone=Tone.OK,
        title=n(
            "{count} new entry from the office", "{count} new entries from the office", came.new
        ).format(count=came.new),
        text=t("You find them in the cases they belong to."),
    )


def clearable(can: int, every: int) -> str:
    """Says how many cases can be cleared."""
    if not every:
        return t("No case is on this laptop.")
    if not can:
        return t("Nothing can be cleared yet.")
    return n(
        "{count} case can be cleared: the office has all of it, in a backup too.",
        "{count} cases can be cleared: the office has all of them, in a backup too.",
        can,
    ).format(count=can)


def staying(found: Sequence[Clearable]) -> tuple[str, ...]:
    """Says for each reason which cases stay."""
    said = {
        Stays.NOT_SAFE: t("No receipt says yet that the office has them in a backup: {codes}."),
        Stays.HELD: t("Held for a court or an inquiry: {codes}."),
        Stays.DUTY: t("Somebody must still be told: {codes}."),
        Stays.QUESTION: t("A question or a review is open: {codes}."),
        Stays.DRAFT: t("A draft is open: {codes}."),
    }
    return tuple(
        text.format(codes=", ".join(_called(one) for one in found if one.stays is why))
        for why, text in said.items()
        if any(one.stays is why for one in found)
    )


def _called(one: Clearable) -> str:
    return case_words.called(one.code, one.mnemonic)
