"""`python -m sheetcheck` is the command line."""

from sheetcheck.cli import main

if __name__ == "__main__":
    main()
