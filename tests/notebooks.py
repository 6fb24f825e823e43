"""A notebook run as a kernel would: every code cell in turn, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def cells(notebook: Path, kind: str) -> list[str]:
    """The text of a notebook's cells of one kind (``code`` or ``markdown``)."""
    every = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in every if cell["cell_type"] == kind]


def run(notebook: Path, ends: str = "") -> str:
    """What a notebook prints, with ``ends`` as a last cell of the test's own; it must not fail.
    The last expression of a cell is shown, as a kernel would."""
    shown = [f"_show({cell!r})" for cell in [*cells(notebook, "code"), ends] if cell]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join([_SHOW, *shown])],
        cwd=notebook.parent,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


_SHOW = """
import ast

def _show(text):
    body = ast.parse(text).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), globals())
    if last is not None:
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), globals())
        repr(value)
"""
