"""Tables of schools: csv, xlsx, xls, ods, docx and odt; columns found by their names."""
