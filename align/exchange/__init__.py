"""What goes out for machines: JSON, later workbooks, SSSOM and CASE."""
