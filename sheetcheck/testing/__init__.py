"""For tests: sheets drawn as text, returns without files, valid figures, golden files. Nothing else imports it."""
