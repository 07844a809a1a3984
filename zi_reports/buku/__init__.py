"""The workbook that staff fill in: written, copied with its catatan, carried into the next year."""
