"""An installation's home folder, as in tests/hiring."""

from tests.hiring.conftest import home

__all__ = ["home"]
