"""The first page of the command line, to which every command adds itself."""

import click

from pubpipe import __version__

EPILOG = """\b
Examples:
  pubpipe new neck-care              begin an article
  pubpipe check source/neck-care     what is wrong with it?
  pubpipe build                      publish everything under source/

\b
Exit status: 0 published, 1 the article has errors, 2 wrong usage,
3 no voice, 4 an output could not be made or written, 5 a finished file
does not hold what the article says."""

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=HELP, epilog=EPILOG)
@click.version_option(__version__, prog_name="pubpipe")
def pubpipe() -> None:
    """Publish a patient article as a PDF handout, an e-book, a guided narration and a large-print page."""
