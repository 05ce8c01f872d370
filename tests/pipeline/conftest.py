from tests.requisitions.conftest import api

__all__ = ["api"]
