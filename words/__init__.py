"""What is said of codes, numbers, dates and claims, the same on a page, in a chart, in a file and in a citation."""
