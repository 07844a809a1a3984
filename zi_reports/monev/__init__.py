"""A plan and a day become figures, two days what changed between them, many satker a recap."""
