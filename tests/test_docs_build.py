"""The documentation builds without a warning: its pages, and the API from the docstrings."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_documentation_builds_without_a_warning(tmp_path):
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "docs", tmp_path]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "gebruikersgids.html").is_file()
    shown = (tmp_path / "api" / "align.similarity.metrics.html").read_text(encoding="utf-8")
    assert "average_precision" in shown
    assert "best score first" in shown
