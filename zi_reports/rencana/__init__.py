"""The plan as data and the field's own words: what a decree lays down, and when it is due."""
