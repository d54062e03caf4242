"""Places by any name, alias or code that a reader or a link may use."""
