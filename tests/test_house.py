"""The rules of the house: style, types, rooms, and what may stand in a file."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: Rooms from the top of the house to the ground: an import points down, or stays in its room.
ROOMS = (
    "__main__",
    "cli",
    "report",
    "exchange",
    "planning",
    "revisions",
    "overlap",
    "similarity",
    "language",
    "fetching",
    "sources",
    "files",
    "resources",
    "model",
    "errors",
    "__version__",
)
#: Rooms that know less than what lies below them.
KNOWS_ONLY = {
    "sources": {"files", "resources", "model", "errors"},
    "language": {"model", "errors"},
    "model": set(),
    "errors": set(),
}
MOST_LINES = 500

MODULES = sorted((ROOT / "align").rglob("*.py"))
modules = pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix()
)


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=["ruff-check", "ruff-format", "mypy"],
)
def test_style_and_types_are_clean(arguments):
    done = run(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr


def room_of(path):
    """The folder of `align/` in which a module lies, or the module itself on the ground floor."""
    return path.relative_to(ROOT / "align").parts[0].removesuffix(".py")


def imported_rooms(path):
    """Rooms that a module imports from, with the line, wherever in the module it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} names no room"
            if node.module == "align":
                yield from ((name.name, node.lineno) for name in node.names)
            elif node.module and node.module.startswith("align."):
                yield node.module.split(".")[1], node.lineno
        elif isinstance(node, ast.Import):
            for name in node.names:
                if name.name.startswith("align."):
                    yield name.name.split(".")[1], node.lineno


@modules
def test_imports_point_down(path):
    room = room_of(path)
    if room == "__init__":
        assert list(imported_rooms(path)) == []
        return
    assert room in ROOMS, f"{room} has no place in the house yet: give it one in ROOMS"
    lower = set(ROOMS[ROOMS.index(room) :])
    known = {room} | KNOWS_ONLY.get(room, lower)
    for other, line in imported_rooms(path):
        assert other in known, f"{path}:{line} looks up from {room} to {other}"


@modules
def test_what_others_may_use_has_a_docstring(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{path} does not say what it is for"
    top = list(public(tree))
    classes = [node for node in top if isinstance(node, ast.ClassDef)]
    methods = [method for node in classes for method in public(node)]
    assert [node.name for node in (*top, *methods) if not ast.get_docstring(node)] == []


def public(parent):
    """Functions, methods and classes that others may use."""
    for node in parent.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


@modules
def test_no_private_name_is_taken_from_another_module(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("align."):
            private = [n.name for n in node.names if re.match(r"_[a-z]", n.name, re.IGNORECASE)]
            assert private == [], f"{path}:{node.lineno}"


def files():
    """Files of the project: what git knows or would know; all of them where there is no git."""
    asked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if asked.returncode == 0 and asked.stdout:
        found = [ROOT / name for name in asked.stdout.split("\0") if name]
    else:
        tops = ("align", "corpora", "templates", "tests", "benchmarks", "docs")
        found = [path for top in tops for path in (ROOT / top).rglob("*")]
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def text_of(path):
    """The text of a file; empty for what is no text."""
    data = path.read_bytes()
    return "" if b"\0" in data[:8000] else data.decode("utf-8", "replace")


def test_no_file_is_long():
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in files()
        if path.suffix in {".py", ".js", ".css"}
        or (path.suffix == ".html" and path.parent.name == "templates")
        if (lines := text_of(path).count("\n")) > MOST_LINES
    }
    assert long == {}


def test_no_file_names_a_machine():
    place = re.compile(
        r"(?:^|[^\w.])/(?:home|Users|root|work|farm)/|\b[A-Z]:\\Users\\", re.MULTILINE
    )
    named = {
        path.relative_to(ROOT).as_posix(): found[0]
        for path in files()
        if (found := place.findall(text_of(path)))
    }
    assert named == {}


def test_nothing_is_left_for_later():
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
    code = [path for path in files() if path.suffix in {".py", ".js", ".css", ".html"}]
    assert [path.name for path in code if marks.search(text_of(path))] == []


def test_every_room_stands_in_the_architecture():
    shown = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    there = {room_of(path) for path in MODULES} - {"__init__", "__main__"}
    rooms = {room if (ROOT / "align" / room).is_dir() else f"{room}.py" for room in there}
    missing = [room for room in sorted(rooms) if f"`{room}" not in shown]
    assert missing == []


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    first_cells = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    reasons = {name.strip() for cell in first_cells for name in cell.split(",")}
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *extras["dev"], *extras["docs"]]
    names = {re.split(r"[<>=!~\[; ]", line)[0] for line in needed} - {project["name"]}
    assert names - reasons == set()
