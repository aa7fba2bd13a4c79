"""What `make run` and `make test` do before Python starts, tried with stand-ins for the system."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent
TOOLS = ("cat", "cksum", "cut", "dirname", "env", "grep", "mkdir", "rm", "sh", "uname")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the scripts are for Linux")


class Machine:
    """A checkout on a machine whose only programs are the ones put there."""

    def __init__(self, folder: Path) -> None:
        self.top = folder / "checkout"
        self.programs = folder / "bin"
        self.calls = folder / "calls"
        shutil.copytree(TOP / ".ci", self.top / ".ci")
        for name in ("apt-packages.txt", "requirements.lock", "requirements-dev.lock"):
            shutil.copy(TOP / name, self.top)
        self.programs.mkdir()
        for tool in TOOLS:
            real = shutil.which(tool)
            assert real is not None
            (self.programs / tool).symlink_to(real)
        self.calls.touch()
        self.add("id", "echo 0")
        self.add("apt-get", "")
        signs = [line.split()[1] for line in self.packages() if "python" not in line]
        self.libraries([sign for sign in signs if ".so." in sign])
        for sign in signs:
            if sign.startswith("tests:"):
                self.add(sign.removeprefix("tests:"), "")
        # This one stands for any Python: it makes an environment that can do nothing.
        self.add(
            "python3",
            'if [ "$2" = venv ]; then mkdir -p .venv/bin; cat "$0" >.venv/bin/python; '
            "/bin/chmod +x .venv/bin/python; fi",
        )

    def packages(self) -> list[str]:
        lines = (TOP / "apt-packages.txt").read_text().splitlines()
        return [line for line in lines if line and not line.startswith("#")]

    def add(self, name: str, body: str) -> None:
        program = self.programs / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >>{self.calls}\n{body}\n')
        program.chmod(0o755)

    def libraries(self, signs: list[str]) -> None:
        self.add("ldconfig", "\n".join(f"echo '{sign} (libc6) => /lib/{sign}'" for sign in signs))

    def run(self, script: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.calls.write_text("")
        return subprocess.run(
            [self.top / ".ci" / script, *words],
            env={"PATH": str(self.programs), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def called(self, name: str) -> list[str]:
        lines = self.calls.read_text().splitlines()
        return [line for line in lines if line.startswith(f"{name} ")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_where_everything_is_there_nothing_is_installed(machine: Machine) -> None:
    assert machine.run("prepare", "requirements.lock").returncode == 0
    again = machine.run("prepare", "requirements.lock")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert machine.called("apt-get") == []
    assert machine.called("python3") == []


def test_packages_are_installed_with_hashes_and_never_built(machine: Machine) -> None:
    machine.run("prepare", "requirements-dev.lock")
    (pip,) = [line for line in machine.called("python3") if " pip install " in line]
    assert "--require-hashes" in pip
    assert "--only-binary :all:" in pip
    assert pip.endswith("-r requirements-dev.lock")


def test_the_development_packages_include_those_of_the_program(machine: Machine) -> None:
    machine.run("prepare", "requirements-dev.lock")
    machine.run("prepare", "requirements.lock")
    assert machine.called("python3") == []


def test_a_changed_lock_makes_a_new_environment(machine: Machine) -> None:
    machine.run("prepare", "requirements.lock")
    with (machine.top / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    machine.run("prepare", "requirements.lock")
    assert any(" venv " in line for line in machine.called("python3"))


def test_as_root_only_missing_system_packages_are_installed(machine: Machine) -> None:
    signs = [line.split()[1] for line in machine.packages() if "python" not in line]
    machine.libraries([sign for sign in signs if sign not in {"libEGL.so.1", "libGL.so.1"}])
    result = machine.run("prepare", "requirements.lock")
    update, install = machine.called("apt-get")
    assert update.startswith("apt-get update")
    assert install.endswith("--no-install-recommends libgl1 libegl1")
    assert result.returncode == 0


def test_programs_that_only_tests_use_are_installed_for_the_tests_alone(machine: Machine) -> None:
    (machine.programs / "zstd").unlink()
    assert machine.run("prepare", "requirements.lock").returncode == 0
    assert machine.called("apt-get") == []
    machine.run("prepare", "requirements-dev.lock")
    assert machine.called("apt-get")[1].endswith("--no-install-recommends zstd")


def test_another_user_goes_through_sudo(machine: Machine) -> None:
    machine.libraries([])
    machine.add("id", "echo 1000")
    machine.add("sudo", 'shift; exec "$@"')
    assert machine.run("prepare", "requirements.lock").returncode == 0
    assert machine.called("sudo")[0].startswith("sudo -n apt-get update")


@pytest.mark.parametrize("sudo", [None, "exit 1"])
def test_without_the_right_to_install_one_line_says_what_to_install(
    machine: Machine, sudo: str | None
) -> None:
    machine.libraries([])
    machine.add("id", "echo 1000")
    if sudo is not None:
        machine.add("sudo", sudo)
    result = machine.run("prepare", "requirements.lock")
    assert result.returncode == 1
    (said,) = result.stderr.splitlines()
    assert "apt-get install -y libgl1 libegl1" in said
    assert not (machine.top / ".venv").exists()


def test_uv_is_used_where_present(machine: Machine) -> None:
    machine.add("uv", "mkdir -p .venv/bin")
    assert machine.run("prepare", "requirements.lock").returncode == 0
    venv, install = machine.called("uv")
    assert venv.startswith("uv venv")
    assert "--require-hashes" in install
    assert "--only-binary :all:" in install


def test_an_old_python_is_named_in_one_line(machine: Machine) -> None:
    (machine.programs / "apt-get").unlink()
    machine.add("python3", "exit 1")
    result = machine.run("prepare", "requirements.lock")
    assert result.returncode == 1
    assert result.stderr.startswith("Python 3.11 or newer is needed")


def show_what_runs(machine: Machine) -> None:
    python = machine.top / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "${QT_QPA_PLATFORM:-screen} $*"\n')
    python.chmod(0o755)


def test_without_a_display_the_practice_story_is_played_offscreen(machine: Machine) -> None:
    show_what_runs(machine)
    said, ran = machine.run("run-program").stdout.splitlines()
    assert said.startswith("No display here")
    assert ran == "offscreen -m merak demo ./practice"


def test_the_practice_story_can_be_played_again_in_the_same_checkout(machine: Machine) -> None:
    show_what_runs(machine)
    vault = machine.top / "practice" / "vault"
    vault.mkdir(parents=True)
    (vault.parent / "01-first.png").touch()
    (vault.parent / "notes.txt").touch()
    assert machine.run("run-program").returncode == 0
    assert [left.name for left in vault.parent.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_with_a_display_the_program_opens(machine: Machine, display: str) -> None:
    show_what_runs(machine)
    assert machine.run("run-program", **{display: ":0"}).stdout == "screen -m merak\n"


def test_what_is_passed_on_runs_without_a_display(machine: Machine) -> None:
    show_what_runs(machine)
    said = machine.run("run-program", "check", "a set.yaml").stdout
    assert said == "screen -m merak check a set.yaml\n"
