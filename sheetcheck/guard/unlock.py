"""Opens a workbook that is locked with a password, in the worker, in memory.

msoffcrypto knows what Excel has used since 97: XOR, RC4 and CryptoAPI in .xls, standard and agile encryption in the
packages. It is imported only where a locked file is met: that takes 60 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Final, NamedTuple

from sheetcheck.codes import file as codes
from sheetcheck.codes import lock
from sheetcheck.reading import Refused

MOST: Final = 20
"""Passwords that are tried on one file: each costs a tenth of a second."""

_OF_EXCEL: Final = "VelvetSweatshop"
"""What Excel itself locks a workbook with whose structure is protected, and opens it with, asking nobody."""


class Unlocked(NamedTuple):
    """The workbook's bytes; `asked` when a password of somebody's was needed."""

    data: bytes
    asked: bool


def unlock(data: bytes, passwords: Sequence[str]) -> Unlocked:
    """The workbook inside; refused when no password is given, when none fits, or when the lock is not known."""
    for password in (_OF_EXCEL, *passwords):
        found = _opened(data, password)
        if found is not None:
            return Unlocked(found, password != _OF_EXCEL)
    if not passwords:
        raise Refused(codes.PASSWORD)
    raise Refused(lock.WRONG_PASSWORD, count=len(passwords))


def _opened(data: bytes, password: str) -> bytes | None:
    """None when the password is not the right one."""
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    found = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(data))
        # Packages would otherwise be "opened" with any password; .xls knows no such argument and always verifies.
        file.load_key(password, **({"verify_password": True} if file.format == "ooxml" else {}))
        file.decrypt(found)
    except InvalidKeyError:
        return None
    except MemoryError:
        raise
    except Exception:  # not every fault of a file has a class of its own there
        raise Refused(lock.UNKNOWN_LOCK) from None
    return found.getvalue()
