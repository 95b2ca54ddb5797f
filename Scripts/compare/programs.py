"""Our own programs: the long-lived benchmark server, and processes started afresh."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from timing import Side

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "Benchmarks/.build/release/shadewise-bench"
PROGRAM = ROOT / ".build/release/shadewise"


class _Lines:
    """A child process that answers each line of JSON with one."""

    def __init__(self, command: list[str]):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def ask(self, **request) -> dict:
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args[0]} ended on {request.get('action', 'a command')}")
        answer = json.loads(line)
        if answer.get("error"):
            raise RuntimeError(answer["error"])
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


class Bench(_Lines):
    """`shadewise-bench serve`."""

    def __init__(self, folder: Path):
        super().__init__([str(BENCH), "serve"])
        self.folder = folder

    def save(self, name: str, array: np.ndarray) -> str:
        path = self.folder / f"{name}.bin"
        np.ascontiguousarray(array).tofile(path)
        return str(path)

    def make(self, name: str, kind: str, **inputs):
        self.ask(action="make", name=name, kind=kind, **inputs)

    def side(self, name: str, times: int = 1) -> Side:
        def run() -> tuple[float, float]:
            answer = self.ask(action="run", name=name, times=times)
            return sum(answer["wall"]) / times, sum(answer["cpu"]) / times

        return run

    def numbers(self, name: str) -> np.ndarray:
        path = self.folder / "result.bin"
        self.ask(action="result", name=name, file=str(path))
        numbers = np.fromfile(path, np.float32)
        path.unlink()
        return numbers

    def result(self, name: str) -> dict:
        return self.ask(action="result", name=name)

    def drop(self, name: str):
        self.ask(action="drop", name=name)


class Launcher(_Lines):
    """Starts processes from a small one: a child's peak memory counts its parent's at the fork."""

    def __init__(self):
        super().__init__([sys.executable, "-S", "-E", str(Path(__file__).with_name("launcher.py"))])
        self.peak = {}

    def side(self, name: str, command: list[str], cpus: set[int] | None = None, statuses=(0,)) -> Side:
        """A side that runs a command to its end, output thrown away; `peak[name]` is then its peak memory in bytes."""

        def run() -> tuple[float, float]:
            answer = self.ask(command=command, cpus=sorted(cpus) if cpus else None)
            if answer["status"] not in statuses:
                raise RuntimeError(f"{command[0]} exited with {answer['status']}")
            self.peak[name] = max(self.peak.get(name, 0), answer["peak"])
            return answer["wall"], answer["cpu"]

        return run


def all_cpus() -> set[int]:
    return os.sched_getaffinity(0)
