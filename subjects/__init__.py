"""The record to the frames that pages show, by subject; what may stand in one span is decided here, in
comparability.py."""
