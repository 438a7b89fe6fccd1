"""What an organisation says of itself."""

from __future__ import annotations

import base64

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""One pixel."""
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><path d='M5 5h30v10h-30z' fill='#14555f'/></svg>"
