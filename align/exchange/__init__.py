"""What goes out for machines and comes back: JSON, workbooks, CSV, SSSOM and CASE."""
