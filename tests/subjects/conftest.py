"""The tiny record, for the tests of this room."""

from tests.tiny import folder, record

__all__ = ["folder", "record"]
