"""What is installed: a wheel that carries the examples and pages, built from the source release."""

import email
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments, **options):
    """Run Python with these arguments and see that it went well."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        **options,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The source release, and the wheel that was built from nothing else."""
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """The folder in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("elders") / "site"
    options = ("--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check", "--quiet")
    run("-m", "pip", "install", *options, "--target", folder, built[1])
    return folder


def below(folder, *but):
    """Files of the project below a folder, as posix paths."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name not in but
    }


def test_the_wheel_holds_the_program_the_examples_and_the_templates(built):
    with zipfile.ZipFile(built[1]) as wheel:
        names = set(wheel.namelist())
    expected = {f"align/{name}" for name in below(ROOT / "align")}
    for resource in ("corpora", "templates"):
        expected |= {f"align/_resources/{resource}/{name}" for name in below(ROOT / resource)}
    assert "align/similarity/fitted/none.json" in expected
    assert "align/py.typed" in expected
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_wheel_says_what_it_needs(built):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with zipfile.ZipFile(built[1]) as wheel:
        (name,) = (n for n in wheel.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(wheel.read(name))
        (entries,) = (n for n in wheel.namelist() if n.endswith("entry_points.txt"))
        assert "align = align.cli.main:main" in wheel.read(entries).decode()
    assert metadata["Name"] == project["name"]
    needed = [line for line in metadata.get_all("Requires-Dist") if "extra ==" not in line]
    assert len(needed) == len(project["dependencies"])


def test_building_again_gives_the_same_bytes(tmp_path):
    made = []
    for name in ("een", "twee"):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
        run("-m", "build", "--no-isolation", "--outdir", tmp_path / name, ROOT, env=environment)
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert len(made[0]) == 2
    assert made[0] == made[1]


def test_the_source_release_holds_what_a_reader_needs(built):
    with tarfile.open(built[0]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"} <= names
    assert {"tests/conftest.py", "corpora/README.md"} <= names
    assert {"docs/architecture.md", "docs/conf.py"} <= names
    assert {f"align/{name}" for name in below(ROOT / "align")} <= names
    tops = {name.partition("/")[0] for name in names}
    assert tops.isdisjoint({".venv", ".git", ".ci", "build", "dist"})
    assert {name for name in names if name.startswith("outputs/")} <= {"outputs/README.md"}


def test_the_installed_program_tells_the_whole_story(installed, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = run("-c", "import align; print(align.__file__)", cwd=tmp_path, env=environment)
    assert Path(where.strip()).is_relative_to(installed)
    said = run("-m", "align", "demo", cwd=tmp_path, env=environment)
    assert "Open" in said
    page = (tmp_path / "outputs" / "overlap.html").read_text(encoding="utf-8")
    assert "Voorbeeld: deze teksten zijn geschreven" in page
