"""The workbook that staff fill in: its layout, how it is read, and how it is written."""
