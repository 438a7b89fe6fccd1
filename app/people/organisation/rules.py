"""House colours: how well they can be read (WCAG 2.2, 1.4.3 and 1.4.11), and what follows from them. Plain Python."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from hashlib import sha256

GROUNDS = ("#ffffff", "#f3f6f5", "#e0eeef", "#fbe8d6")
"""What stands behind text: a sheet, the page, and our darkest tints (`--mist`, `--petrol-100`, `--koper-100`)."""
TEXT, LINE = 4.5, 3.0
"""The least contrast of text, and of a line or a mark."""

_LONG = re.compile(r"#?([0-9a-f]{6})")
_SHORT = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])")


def read_colour(text: str) -> str:
    """A colour as people type it (`#1A5`, `14555F`) as `#rrggbb`; raises `ValueError` with a Dutch sentence."""
    typed = text.strip().lower()
    if long := _LONG.fullmatch(typed):
        return f"#{long[1]}"
    if short := _SHORT.fullmatch(typed):
        return "#" + "".join(sign * 2 for sign in short.groups())
    raise ValueError("Vul een kleur in als # met zes cijfers of letters, zoals #14555f.")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black on white)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _parts(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def _colour(red: float, green: float, blue: float) -> str:
    return "#" + bytes(round(255 * part) for part in (red, green, blue)).hex()


def weakest(colour: str) -> float:
    """The contrast of a colour with the background on which it stands out least; white text on it has no less."""
    return min(contrast(colour, ground) for ground in GROUNDS)


def nearest(colour: str, least: float) -> str:
    """The colour itself or, of the same hue, the lightest one with a contrast of at least `least`."""
    if weakest(colour) >= least:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    dark, light = 0.0, lightness
    for _ in range(16):
        middle = (dark + light) / 2
        if weakest(_colour(*colorsys.hls_to_rgb(hue, middle, saturation))) >= least:
            dark = middle
        else:
            light = middle
    return _colour(*colorsys.hls_to_rgb(hue, dark, saturation))


def check_contrast(colour: str, least: float) -> None:
    """Refuse a colour that cannot be read; raises `ValueError` with its contrast and the nearest one that can."""
    found = weakest(colour)
    if found < least:
        # Rounded down: "4,5, maar moet 4,5 zijn" helps nobody.
        raise ValueError(
            f"Deze kleur is te licht om te lezen: het contrast is {_decimal(int(found * 10) / 10)} en moet minstens "
            f"{_decimal(least)} zijn. {nearest(colour, least)} lijkt erop en kan wel."
        )


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The colours of an organisation (`#rrggbb`; empty: ours): of what can be pressed, and of lines."""

    colour: str
    accent: str

    @property
    def sheet(self) -> str:
        """The style sheet that lays them over ours; empty when there is nothing to lay."""
        said = {}
        if self.colour:
            hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(self.colour))
            said = {
                "--house": self.colour,
                "--house-dark": _colour(*colorsys.hls_to_rgb(hue, lightness * 0.6, saturation)),
                "--house-edge": self.colour,
                "--house-tint": _colour(*(1 - 0.1 * (1 - part) for part in _parts(self.colour))),
                "--house-accent": self.colour,
            }
        if self.accent:
            said["--house-accent"] = self.accent
        return f":root{{{';'.join(f'{name}:{value}' for name, value in said.items())}}}" if said else ""

    @property
    def mark(self) -> str:
        """Another one for another style sheet; empty without one."""
        return sha256(self.sheet.encode()).hexdigest()[:16] if self.sheet else ""
