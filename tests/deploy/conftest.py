"""What an installation is run with, run for real: nginx and systemd of Debian."""

from __future__ import annotations

import os
import shutil

import pytest


def tool(name: str) -> str:
    """Where a program is. In CI its absence is a failure; elsewhere the test says that it did not run."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing: what runs an installation cannot go untried in CI.")
    pytest.skip(f"not run: there is no {name} on this machine")


@pytest.fixture(scope="session")
def nginx() -> str:
    return tool("nginx")


@pytest.fixture(scope="session")
def systemd_analyze() -> str:
    return tool("systemd-analyze")
