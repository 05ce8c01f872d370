"""Python sources that tests read."""

import ast
import gc


def parsed(source: str) -> ast.Module:
    """Parse undisturbed: a browser's greenlet that is collected in the middle of it upsets the
    parser's count of its own depth (a SystemError of CPython 3.11)."""
    gc.disable()
    try:
        return ast.parse(source)
    finally:
        gc.enable()
