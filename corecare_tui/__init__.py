"""CoreCare: a guided core and back-care workout player for the terminal."""

__version__ = "0.1.0"
