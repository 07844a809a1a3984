"""The Word documents: a template that staff may edit, filled in."""
