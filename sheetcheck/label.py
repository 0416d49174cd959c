"""Labels compared the way a person compares them: case, spaces, tone placement and numbering aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Where the tone mark stands in oa, oe, uy is a matter of taste: hoà and hòa are one word.
_TONES = {
    old: new
    for pair in ("oà:òa", "oá:óa", "oả:ỏa", "oã:õa", "oạ:ọa", "oè:òe", "oé:óe", "oẻ:ỏe", "oẽ:õe", "oẹ:ọe",
                 "uỳ:ùy", "uý:úy", "uỷ:ủy", "uỹ:ũy", "uỵ:ụy")
    for old, new in (pair.split(":"),)
}  # fmt: skip
_TONE = re.compile("|".join(_TONES))
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-zđ][.)]|[-–—+•*])\s*", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u200b]+")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """`- Hoà  Bình` and `hòa bình` are the same label."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip().casefold()
    plain = _NUMBERING.sub("", plain)
    return _TONE.sub(lambda match: _TONES[match.group(0)], plain)
