"""Labels compared the way a person compares them: case, spaces, tone placement, y or i, quotes and numbering aside."""

from __future__ import annotations

import re
from functools import lru_cache

from sheetcheck.letters import alike, composed

# Where the tone mark stands in oa, oe, uy is a matter of taste: hoà and hòa are one word.
_TONES = {
    old: new
    for pair in ("oà:òa", "oá:óa", "oả:ỏa", "oã:õa", "oạ:ọa", "oè:òe", "oé:óe", "oẻ:ỏe", "oẽ:õe", "oẹ:ọe",
                 "uỳ:ùy", "uý:úy", "uỷ:ủy", "uỹ:ũy", "uỵ:ụy")
    for old, new in (pair.split(":"),)
}  # fmt: skip
_TONE = re.compile("|".join(_TONES))
# So is y or i as the only vowel: kỹ and kĩ, tỷ and tỉ, quý and quí; but thúy is not thúi.
_Y = re.compile(r"(?<=\b[hklmstv])[yỳýỷỹỵ]\b|(?<=\bqu)[yỳýỷỹỵ]\b")
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-zđ][.)]|[-+•*])\s*", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """`- Hoà  Bình` and `hòa bình` are the same label."""
    plain = composed(_SPACES.sub(" ", alike(text)).strip().casefold())
    plain = _NUMBERING.sub("", plain)
    plain = _Y.sub(lambda match: match.group().translate(_Y_TO_I), plain)
    return _TONE.sub(lambda match: _TONES[match.group()], plain)
