"""How long somebody stays signed in, and a browser in words. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SEEN_AGAIN = timedelta(minutes=5)
"""How old "last used" may be: a write for each page would be too many."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
"""What the name of a browser is found by, the most particular first: Edge calls itself Chrome and Safari too."""

_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Mac OS X", "een Mac"),
    ("CrOS", "een Chromebook"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a session lasts: `idle` after its last use, and never longer than `longest`."""

    idle: timedelta
    longest: timedelta

    def oldest_use(self, now: datetime) -> datetime:
        """Who was seen last at this moment or before has to sign in again."""
        return now - self.idle

    def oldest_beginning(self, now: datetime) -> datetime:
        """Who signed in at this moment or before has to sign in again."""
        return now - self.longest


def device_of(user_agent: str) -> str:
    """The browser and system in words ("Chrome op Windows"), as far as the browser says them."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "Een browser")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "een onbekend apparaat")
    return f"{browser} op {system}"
