"""Where returned files are opened: found, looked at before parsing, read in processes under limits."""
