"""The product's settings for tests: a home folder of their own, nothing slow on purpose."""

import atexit
import os
import shutil
import tempfile

# Made by the first process of a test run; its workers and subprocesses inherit it.
if "HIRING_HOME" not in os.environ:
    os.environ["HIRING_HOME"] = tempfile.mkdtemp(prefix="hiring-tests-")
    atexit.register(shutil.rmtree, os.environ["HIRING_HOME"], ignore_errors=True)

# Each worker of xdist keeps files, mail and broker apart, in the first process's home.
if (worker := os.environ.get("PYTEST_XDIST_WORKER")) and not os.environ["HIRING_HOME"].endswith(
    worker
):
    os.environ["HIRING_HOME"] += f"/{worker}"

from hiring.settings import *  # noqa: F403 - all but what follows
from hiring.settings import STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Without a manifest: tests run before static files are collected.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# WhiteNoise warns each client of a folder that is not there.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
