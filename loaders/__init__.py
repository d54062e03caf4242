"""Files to checked data frames: nothing here draws, and nothing here knows a page."""
