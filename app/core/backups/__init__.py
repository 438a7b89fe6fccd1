"""A backup (back-up): all rows and all files of an installation at one moment, in one file, for any database."""
