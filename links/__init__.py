"""Links: the controls of a page written into its address and read back, with a word where a value will not do."""
