"""What a reader is told when a page fails: what happened, a reference that stands in the log, what to do next."""

import logging
import secrets

import streamlit as st

from language.messages import tr

LOG = logging.getLogger(__name__)


def tell_failure_of_page(error: Exception) -> bool:
    """Log the error under a new reference and say so in the page; nothing else of it is shown. Always true."""
    reference = secrets.token_hex(4)
    LOG.error("a page failed", exc_info=error, extra={"reference": reference})
    st.error(
        tr(
            "An error in this program stopped this page before it was complete; quote nothing from it. The other pages "
            "still work. Load the page again; if it fails again, tell whoever runs this server the reference "
            "**{reference}**.",
            reference=reference,
        ),
        title=tr("This page failed"),
    )
    return True
