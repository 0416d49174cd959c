"""Locked workbooks: what Excel does with a password, done here with the library that undoes it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from hashlib import md5
from struct import pack, unpack_from

from drawn_binary import container, xls_stream
from drawn_table import Drawn
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4

_SALT, _VERIFIER = bytes(range(16)), bytes(range(16, 32))
_FILEPASS, _BOF, _BOUNDSHEET = 0x2F, 0x809, 0x85


def locked_package(data: bytes, password: str) -> bytes:
    """A package in the container that Excel puts it into."""
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, target)
    return target.getvalue()


def locked_xls(sheets: Sequence[Drawn], password: str) -> bytes:
    """An .xls with RC4, which is its own inverse: all records but some are encrypted, their heads are not."""
    plain = _with_file_pass(xls_stream(sheets), password)
    cipher = DocumentRC4.decrypt(password, _SALT, io.BytesIO(plain), blocksize=1024).read()
    found, at = bytearray(plain), 0
    while at + 4 <= len(plain):
        kind, length = unpack_from("<HH", plain, at)
        first = at + 4 + (4 if kind == _BOUNDSHEET else 0)
        if kind not in (_FILEPASS, _BOF):
            found[first : at + 4 + length] = cipher[first : at + 4 + length]
        at += 4 + length
    return container({"Workbook": bytes(found)})


def _with_file_pass(stream: bytes, password: str) -> bytes:
    """The record behind the first one; sheets begin so much later."""
    keystream = DocumentRC4.decrypt(password, _SALT, io.BytesIO(bytes(32)), blocksize=1024).read()
    both = _VERIFIER + md5(_VERIFIER).digest()
    sealed = bytes(a ^ b for a, b in zip(both, keystream, strict=True))
    record = pack("<HHHHH", _FILEPASS, 54, 1, 1, 1) + _SALT + sealed
    found, at = bytearray(stream), 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        if kind == _BOUNDSHEET:
            (start,) = unpack_from("<L", stream, at + 4)
            found[at + 4 : at + 8] = pack("<L", start + len(record))
        at += 4 + length
    return bytes(found[:20]) + record + bytes(found[20:])
