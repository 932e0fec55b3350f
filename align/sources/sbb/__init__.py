"""SBB's XML: dossiers and keuzedelen, read as a stream."""
