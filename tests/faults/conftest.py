"""An installation's home folder, as in tests/runtime."""

from tests.runtime.conftest import home

__all__ = ["home"]
