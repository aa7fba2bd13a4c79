"""From a passphrase to a key: Argon2id, as slow as this machine can bear."""

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from merak.errors import MerakError

KEY_BYTES = 32
SALT_BYTES = 16

LEAST_MEMORY_KIB = 64 * 1024
LEAST_PASSES = 3
LANES = 4
# Whoever can write the slot can write its parameters: without upper bounds one file could
# stop the machine.
MOST_MEMORY_KIB = 2 * 1024 * 1024
MOST_PASSES = 24
MOST_LANES = 8
# What a field laptop of 4 GB can give beside an open screening; further time goes into passes.
MEASURED_MEMORY_KIB = 512 * 1024
_STEP_KIB = 8 * 1024


class ParametersRefused(MerakError):
    """Names the parameter that is out of bounds."""

    def __init__(self, parameter: str) -> None:
        super().__init__(parameter)
        self.parameter = parameter


class TooLittleMemory(MerakError):
    """Carries how much memory, in KiB, this derivation needs and the machine did not give."""

    def __init__(self, memory_kib: int) -> None:
        super().__init__(str(memory_kib))
        self.memory_kib = memory_kib


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfParameters:
    """How slow a derivation is; raises ParametersRefused where it is out of bounds."""

    memory_kib: int = LEAST_MEMORY_KIB
    passes: int = LEAST_PASSES
    lanes: int = LANES

    def __post_init__(self) -> None:
        if not LEAST_MEMORY_KIB <= self.memory_kib <= MOST_MEMORY_KIB:
            raise ParametersRefused("memory_kib")
        if not LEAST_PASSES <= self.passes <= MOST_PASSES:
            raise ParametersRefused("passes")
        if not 1 <= self.lanes <= MOST_LANES:
            raise ParametersRefused("lanes")


LEAST = KdfParameters()


def derive(passphrase: bytes | bytearray, salt: bytes, parameters: KdfParameters) -> bytes:
    """Derives 32 bytes from the passphrase (UTF-8 as typed); raises TooLittleMemory."""
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=parameters.passes,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    )
    try:
        # Takes any buffer, though typed for bytes: a copy here could never be wiped.
        return kdf.derive(passphrase)  # type: ignore[arg-type]
    except MemoryError:
        raise TooLittleMemory(parameters.memory_kib) from None


def measure(clock: Callable[[], float], target_seconds: float = 1.0) -> KdfParameters:
    """Finds parameters that take about the target on this machine, never less than the least.

    `clock` counts seconds and never goes back (time.perf_counter). Memory grows first, because
    it is what an attacker pays for.
    """
    seconds = _seconds(LEAST, clock)
    if seconds >= target_seconds:
        return LEAST
    grown = int(LEAST_MEMORY_KIB * target_seconds / seconds) if seconds else MEASURED_MEMORY_KIB
    memory_kib, seconds = _widest(min(grown, MEASURED_MEMORY_KIB) // _STEP_KIB * _STEP_KIB, clock)
    # A bigger memory is slower for each KiB, so it is measured before it is believed.
    if seconds > target_seconds:
        memory_kib = int(memory_kib * target_seconds / seconds) // _STEP_KIB * _STEP_KIB
        return KdfParameters(memory_kib=max(memory_kib, LEAST_MEMORY_KIB))
    passes = int(LEAST_PASSES * target_seconds / seconds) if seconds else MOST_PASSES
    return KdfParameters(memory_kib=memory_kib, passes=min(max(passes, LEAST_PASSES), MOST_PASSES))


def _widest(memory_kib: int, clock: Callable[[], float]) -> tuple[int, float]:
    """Gives the most memory, up to this, that the machine gives, and the seconds it takes."""
    try:
        return memory_kib, _seconds(KdfParameters(memory_kib=memory_kib), clock)
    except TooLittleMemory:
        if memory_kib == LEAST_MEMORY_KIB:
            raise
    return _widest(max(memory_kib // 2, LEAST_MEMORY_KIB), clock)


def _seconds(parameters: KdfParameters, clock: Callable[[], float]) -> float:
    start = clock()
    derive(b"measured before anything is typed", bytes(SALT_BYTES), parameters)
    return clock() - start
