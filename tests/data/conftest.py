"""Pages run from links here as in tests/pages, but on the record as it stands."""

from tests.pages.conftest import run_page, run_without_delay

__all__ = ["run_page", "run_without_delay"]
