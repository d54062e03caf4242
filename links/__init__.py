"""Links: a page's controls written into its address and read back, with a word to the reader when a value will not do."""
