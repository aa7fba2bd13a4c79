"""What is known of the disk and the swap space."""

from merak.domain.machine import Machine, Protection


def test_no_swap_at_all_is_not_the_same_as_swap_that_nothing_is_known_of() -> None:
    none = Machine(disk=Protection.ENCRYPTED, swap=Protection("none"))
    unknown = Machine(disk=Protection.ENCRYPTED, swap=Protection("unknown"))
    assert none != unknown
