"""The documents of a recap of many satker; each is a module of its own."""
