"""« Situation complexe »: what makes it so, by the criteria with which one turns to the DAC (F007, F125)."""
