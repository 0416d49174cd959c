"""The catalogue as a document: everything that `schemas/` says, in words, for officers and for form authors."""

from sheetcheck.reference.listing import listing
from sheetcheck.reference.page import reference

__all__ = ["listing", "reference"]
