"""Passwords of locked workbooks, from where they can be given without everybody reading them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from sheetcheck.errors import SheetcheckError
from sheetcheck.guard.unlock import MOST
from sheetcheck.text import Text

_ASK: Final = "-"
_NOT_READ = Text(
    vi="không đọc được tệp mật khẩu {path} ({why})", en="the file of passwords {path} cannot be read ({why})"
)
_NOT_TEXT = Text(vi="không phải văn bản UTF-8", en="it is no UTF-8 text")
_NONE = Text(
    vi="tệp mật khẩu {path} không có mật khẩu nào; mỗi dòng một mật khẩu",
    en="the file of passwords {path} holds none; one password a line",
)
_TOO_MANY = Text(
    vi="có {count} mật khẩu; mỗi tệp bị khóa chỉ được thử {most} mật khẩu",
    en="there are {count} passwords; only {most} are tried on a locked file",
)
_PROMPT: Final = "Mật khẩu / password"


def passwords_of(password: str | None, file: Path | None) -> tuple[str, ...]:
    """All passwords given, each once. Raises SheetcheckError for a file without any and for too many."""
    asked = (_asked() if password == _ASK else password,) if password else ()
    found = tuple(dict.fromkeys((*asked, *(_listed(file) if file else ()))))
    if len(found) > MOST:
        raise SheetcheckError(_TOO_MANY, count=len(found), most=MOST)
    return found


def _asked() -> str:
    """Typed at a terminal without being shown, else the first line of the standard input."""
    if sys.stdin.isatty():
        return str(click.prompt(_PROMPT, hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _listed(file: Path) -> tuple[str, ...]:
    """One a line; blanks belong to a password, a line of nothing to none."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SheetcheckError(_NOT_READ, path=str(file), why=_NOT_TEXT) from None
    except OSError as problem:
        raise SheetcheckError(_NOT_READ, path=str(file), why=str(problem.strerror)) from None
    found = tuple(line for line in text.splitlines() if line)
    if not found:
        raise SheetcheckError(_NONE, path=str(file))
    return found
