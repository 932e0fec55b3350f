"""SLO's programmes: the files of a release into one tree."""
