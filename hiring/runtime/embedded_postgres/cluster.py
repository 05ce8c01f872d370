"""Where an installation's cluster is, and the address of its database."""

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

DATABASE = ROLE = "hiring"
PORT = "5432"  # no network port: it only names the socket
SOCKET_NAME = f".s.PGSQL.{PORT}"
SOCKET_PATH_LIMIT = 103  # a socket's path holds 107 bytes on Linux and 103 on macOS


class ClusterError(RuntimeError):
    """The embedded database can't be made or started; the text says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """One cluster: its installation's home, the folder of its files, its role's password."""

    home: Path
    folder: Path
    password: str = ""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def socket(self) -> Path:
        """Return the socket's folder: beside the data, or a short one where that is too long.

        libpq takes a comma for the start of a second host, hence the second condition.
        """
        beside = self.folder / "socket"
        if len(os.fsencode(beside / SOCKET_NAME)) <= SOCKET_PATH_LIMIT and "," not in str(beside):
            return beside
        digest = sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(f"/tmp/hiring-{digest}")  # noqa: S108 - owner and mode are checked before use

    @property
    def log(self) -> Path:
        return state_folder(self.home) / "server.log"


def home_folder() -> Path:
    """Return HIRING_HOME, by default .hiring beside manage.py."""
    default = Path(__file__).resolve().parents[3] / ".hiring"
    return Path(os.environ.get("HIRING_HOME") or default).resolve()


def connection(home: Path) -> dict[str, object]:
    """Return Django's settings for the installation's database; starts and makes nothing.

    Before the cluster exists the password is empty, so that settings can always be read.
    """
    cluster = read(home) or Cluster(home, state_folder(home))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": ROLE,
        "PASSWORD": cluster.password,
        "HOST": str(cluster.socket),
        "PORT": PORT,
    }


def database_url(home: Path) -> str:
    """Return the same address as psql, libpq and DATABASE_URL take it."""
    cluster = read(home) or Cluster(home, state_folder(home))
    return f"postgres://{ROLE}:{cluster.password}@/{DATABASE}?host={quote(str(cluster.socket))}"


def exists(home: Path) -> bool:
    """Return whether this home has a cluster."""
    return read(home) is not None


def state_folder(home: Path) -> Path:
    return home / "postgres"


def read(home: Path) -> Cluster | None:
    """Return the cluster of this home, None before it is made."""
    path = state_folder(home) / "cluster.json"
    try:
        kept = json.loads(path.read_text())
        return Cluster(home, state_folder(home) / kept["folder"], kept["password"])
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise ClusterError(f"{path} is another user's. Run as that user.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ClusterError(f"{path} is damaged. Restore it, or move {path.parent} away.") from error
