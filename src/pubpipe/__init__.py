"""pubpipe: one structured health article in, every accessible format out, nothing lost on the way."""

__version__ = "0.1.0"
