"""The workbooks of many satker become one recap: read side by side, kept, added up, and laid out as tidy data."""
