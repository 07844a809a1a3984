"""Monthly monev reports on the Zona Integritas action plan of an election office."""

__version__ = "1.0.0"
