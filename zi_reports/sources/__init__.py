"""A file becomes a grid of cells, a grid a table, a table rows, rows a plan with what was reported on it."""
