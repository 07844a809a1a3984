"""Monthly monev reports on the Zona Integritas action plan of an election office."""

__version__ = "0.1.0"
