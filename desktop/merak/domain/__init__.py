"""Pure values and rules: no files, clock, chance, SQL or Qt."""
