"""The record as it stands, read once for all tests of a process. Nobody may change it."""

from loaders.tables import load_record

RECORD = load_record()
