"""Making a cluster: once, completely, and by one process at a time."""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from hiring.runtime.embedded_postgres import programs
from hiring.runtime.embedded_postgres.cluster import (
    DATABASE,
    PORT,
    ROLE,
    Cluster,
    ClusterError,
    read,
    state_folder,
)
from hiring.runtime.embedded_postgres.owner import Owner, new_owner

# For two cores, a few hundred megabytes and a solid-state disk. Nothing listens on a network.
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "random_page_cost": "1.1",
    "jit": "off",
}
# The best that the programs accept: the builtin provider came with 17, C.UTF-8 is not everywhere.
LOCALES = (
    ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"],
    ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    ["--locale=C.UTF-8"],
    ["--locale=C"],
)


def ensure_cluster(home: Path, **settings: str) -> None:
    """Make the installation's cluster when it isn't there; half-made leftovers don't count.

    `settings` are PostgreSQL's own, on top of SETTINGS, for the time of making.
    """
    with locked(home):
        ensure(home, settings)


@contextlib.contextmanager
def locked(home: Path) -> Iterator[None]:
    """Let one process at a time make, start or stop this home's cluster."""
    state = state_folder(home)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        state.mkdir(mode=0o700, exist_ok=True)
        lock = (state / "lock").open("a")
    except OSError as error:
        raise ClusterError(f"{state} can't be written ({error}). Choose HIRING_HOME.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure(home: Path, settings: Mapping[str, str]) -> Cluster:
    """Return the home's cluster, made if there is none; the caller holds the lock."""
    cluster, state = read(home), state_folder(home)
    if cluster and not cluster.data.is_dir():
        raise ClusterError(f"{cluster.data} is gone. Restore it, or move {state} away.")
    if not cluster and (state / "data").exists():
        raise ClusterError(f"{state} has lost its cluster.json. Restore it, or move {state} away.")
    return cluster or make(home, Path("/var/lib"), settings)


def make(home: Path, roots_place: Path, settings: Mapping[str, str]) -> Cluster:
    """Make a cluster and only then cluster.json, so that an interrupted start leaves no half.

    As root it goes into a new folder beneath `roots_place`.
    """
    state, is_root = state_folder(home), os.geteuid() == 0
    folder = roots_place / f"hiring-{secrets.token_hex(4)}" if is_root else state
    cluster = Cluster(home, folder, secrets.token_hex(24))
    if is_root:
        folder.mkdir(mode=0o700)
    try:
        _initialize(cluster, settings)
    except BaseException:
        if is_root:
            shutil.rmtree(folder)
        raise
    draft = state / "cluster.json.draft"
    draft.touch(mode=0o600)
    where = str(folder) if is_root else "."  # a home that is moved takes its database along
    draft.write_text(json.dumps({"folder": where, "password": cluster.password}))
    draft.rename(state / "cluster.json")
    return cluster


def _initialize(cluster: Cluster, settings: Mapping[str, str]) -> None:
    """Make the data folder as a draft, with our role and database in it, and put it in place."""
    owner, draft = new_owner(), cluster.folder / "data-draft"
    os.chown(cluster.folder, -1, owner.gid)
    cluster.folder.chmod(0o710)
    folder = programs.within_reach(programs.find(), cluster.folder)
    shutil.rmtree(draft, ignore_errors=True)
    owner.give(draft, 0o700)
    _initdb(folder / "initdb", draft, owner, sync=settings.get("fsync") != "off")
    # The product's role is no superuser: what it can't do here it can't do in production either.
    single = [folder / "postgres", "--single", "-D", draft, *flags(settings)]
    owner.run(
        [*single, "--exit_on_error=on", "postgres"],
        draft,
        f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{cluster.password}'\n"
        f"CREATE DATABASE {DATABASE} OWNER {ROLE}\n",
    )
    draft.rename(cluster.data)


def _initdb(initdb: Path, data: Path, owner: Owner, *, sync: bool) -> None:
    """Fill an empty data folder. The superuser's password is forgotten: nobody logs in as it."""
    password = data.with_name("superuser")
    password.touch(mode=0o600)
    password.write_text(secrets.token_hex(24))
    os.chown(password, owner.uid, owner.gid)
    command = [initdb, "-D", data, "--username=postgres", f"--pwfile={password}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"]
    command += [] if sync else ["--no-sync"]
    try:
        for locale in LOCALES[:-1]:
            with contextlib.suppress(ClusterError):
                return owner.run([*command, *locale], data)
        return owner.run([*command, *LOCALES[-1]], data)
    finally:
        password.unlink()


def flags(settings: Mapping[str, str]) -> list[str]:
    """Return SETTINGS, overruled by these, as PostgreSQL's command line takes them."""
    return [f"--{name}={value}" for name, value in {**SETTINGS, **settings}.items()]
