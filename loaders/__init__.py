"""Files to a checked record: nothing here draws, knows a page, or works out what a claim means."""
