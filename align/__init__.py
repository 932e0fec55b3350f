"""align: what do vmbo and mbo teach twice, and what do you decide about it?"""

__version__ = "0.1.0"
