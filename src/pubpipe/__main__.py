"""Lets `python -m pubpipe` work where the console script is not on PATH."""

from pubpipe.cli import main

if __name__ == "__main__":
    main()
