"""The user that a cluster belongs to and its server runs as; never root."""

import contextlib
import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from hiring.runtime.embedded_postgres.cluster import Cluster, ClusterError


@dataclass(frozen=True)
class Owner:
    """The user that the cluster belongs to and the server runs as."""

    uid: int
    gid: int

    def give(self, folder: Path, mode: int) -> None:
        """Make the folder this user's with this mode; refuse one that is someone else's."""
        folder.mkdir(exist_ok=True, mode=mode)
        found = folder.lstat()
        if folder.is_symlink() or found.st_uid not in (self.uid, os.geteuid()):
            raise ClusterError(f"{folder} is another user's. Remove it, or move HIRING_HOME.")
        os.chown(folder, self.uid, self.gid)
        folder.chmod(mode)

    def process(self, cwd: Path) -> dict:
        """Return subprocess's options for a process of this user, with a bare environment.

        PostgreSQL's programs obey PGDATA, PGPORT, PGOPTIONS and others of the caller's.
        """
        options = {"cwd": cwd, "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}, "umask": 0o077}
        if os.geteuid() == 0:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def run(self, command: list, cwd: Path, stdin: str = "") -> None:
        """Run one of PostgreSQL's programs to its end; what it complains of is the error."""
        done = subprocess.run(
            command, input=stdin, capture_output=True, text=True, **self.process(cwd)
        )
        if done.returncode:
            said = (done.stderr or done.stdout).strip()
            raise ClusterError(f"{Path(command[0]).name} failed: {said}")


def new_owner() -> Owner:
    """Return whose a new cluster becomes: ours, or as root an unprivileged user's."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return Owner(user.pw_uid, user.pw_gid)
    raise ClusterError("PostgreSQL does not run as root, and there is no user postgres or nobody.")


def owner_of(cluster: Cluster) -> Owner:
    """Return whose the cluster is; refuse when we may not act for that user."""
    found = cluster.data.stat()
    if os.geteuid() not in (0, found.st_uid):
        raise ClusterError(f"{cluster.data} is another user's. Run as that user.")
    return Owner(found.st_uid, found.st_gid)
