"""What a PATH of the command line means: a file, a folder, a round (its inbox) or a glob."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sheetcheck.cli._schemas import register_in_use
from sheetcheck.errors import SheetcheckError
from sheetcheck.round import Round, is_round, load_round
from sheetcheck.text import Text

_NOTHING = Text(vi="không có gì ở {path}", en="there is nothing at {path}")
_NO_INBOX = Text(
    vi="không có thư mục {path}; tạo thư mục này và đặt các báo cáo nộp về vào đó",
    en="there is no folder {path}; make it and put the returns there",
)
_TWO_ROUNDS = Text(vi="mỗi lần chỉ làm việc với một đợt báo cáo", en="one round at a time")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files and folders to read, and the round they belong to, if they do."""

    paths: tuple[Path, ...]
    round: Round | None


def inputs(given: Iterable[str]) -> Inputs:
    """Raises SheetcheckError for a path where nothing is."""
    paths: list[Path] = []
    rounds: list[Round] = []
    for text in given:
        for path in _expanded(text):
            if path.is_dir() and is_round(path):
                rounds.append(load_round(path, register_in_use()))
                if not rounds[-1].inbox.is_dir():
                    raise SheetcheckError(_NO_INBOX, path=str(rounds[-1].inbox))
                paths.append(rounds[-1].inbox)
            else:
                paths.append(path)
    if len(rounds) > 1:
        raise SheetcheckError(_TWO_ROUNDS)
    return Inputs(tuple(paths), rounds[0] if rounds else None)


def _expanded(text: str) -> list[Path]:
    path = Path(text)
    if path.exists() or path.is_symlink():
        return [path]
    found = sorted(Path(name) for name in glob.glob(text, recursive=True))
    if not found:
        raise SheetcheckError(_NOTHING, path=text)
    return found
