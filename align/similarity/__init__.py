"""How alike two texts are: channels, candidates, calibrated score; evaluation beside it."""
