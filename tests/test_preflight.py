from pathlib import Path

from merak import preflight

TOP = Path(__file__).parent.parent


def nothing_loads(library: str) -> bool:
    return False


def everything_loads(library: str) -> bool:
    return True


def test_offscreen_needs_no_library_of_x11() -> None:
    packages = preflight.missing({"QT_QPA_PLATFORM": "offscreen"}, "linux", nothing_loads)
    assert packages == tuple(preflight.ALWAYS.values())


def test_a_display_of_x11_needs_its_libraries_as_well() -> None:
    both = tuple((preflight.ALWAYS | preflight.ON_X11).values())
    assert preflight.missing({"DISPLAY": ":0"}, "linux", nothing_loads) == both
    assert preflight.missing({"QT_QPA_PLATFORM": "xcb"}, "linux", nothing_loads) == both


def test_only_what_is_missing_is_named() -> None:
    packages = preflight.missing({}, "linux", lambda library: library != "libEGL.so.1")
    assert packages == ("libegl1",)
    assert preflight.missing({"DISPLAY": ":0"}, "linux", everything_loads) == ()


def test_other_systems_bring_their_own_libraries() -> None:
    assert preflight.missing({}, "win32", nothing_loads) == ()
    assert preflight.missing({}, "darwin", nothing_loads) == ()


def test_a_library_that_does_not_exist_is_found_missing_for_real() -> None:
    assert not preflight._loads("libmerak-is-not-a-library.so.9")


def test_the_advice_is_one_line_to_copy() -> None:
    advice = preflight.advice(("libgl1", "libegl1"))
    assert advice.endswith("apt-get install -y libgl1 libegl1")
    assert "\n" not in advice


def test_the_list_for_apt_and_the_check_at_start_name_the_same() -> None:
    lines = (TOP / "apt-packages.txt").read_text().splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    listed = {sign: package for package, sign in rows if ".so." in sign}
    assert listed == preflight.ALWAYS | preflight.ON_X11
