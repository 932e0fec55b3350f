"""What every reader of PDF shares: words with boxes, lines, rules, tables, bounds."""
