"""The commands that make files: build and batch, and new and script, with which an article begins.

Only click and literal tables are imported here; whatever a command needs is imported when it runs.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pubpipe.cli.group import pubpipe
from pubpipe.cli.options import (
    ARTICLE,
    CACHE,
    CLUSTER,
    EPUB_AUDIO,
    JOBS,
    LARGE_PRINT,
    STORE,
    choosing,
    wanted_formats,
)

if TYPE_CHECKING:
    from pubpipe.pipeline.request import Wishes


@pubpipe.command(
    epilog="""\b
Examples:
  pubpipe build                                    everything under source/
  pubpipe build source/neck-care -f pdf -f html    two formats of one article
  pubpipe build --profile clinic.yaml --strict     a clinic's branding; warnings fail
  pubpipe build --audio session,reading            record the whole article as well
  pubpipe build --epub-audio none                  a small e-book, without sound
  pubpipe build --large-print us                   the large print by the rules of the US
  pubpipe build --evidence                         with a report on what was checked, and what was not
  pubpipe build --watch                            again whenever an article is saved
  pubpipe build neck.json --output /tmp/out        an article as JSON
  pubpipe build s3://bucket/source --output s3://bucket/out --scheduler tcp://host:8786
"""
)
@click.argument("articles", nargs=-1, type=ARTICLE, metavar="[ARTICLE]...")
@wanted_formats("A format to make")
@click.option(
    "-o", "--output", type=ARTICLE, default="output", show_default=True, help="Where to write; one folder an article."
)
@choosing
@EPUB_AUDIO
@LARGE_PRINT
@click.option("--strict", is_flag=True, help="Let warnings stop the build as errors do.")
@click.option(
    "--evidence",
    is_flag=True,
    help="Write evidence/ beside the files: what was checked, with what result, and what was not. Asks the validators "
    "that are installed.",
)
@JOBS
@CACHE
@CLUSTER
@STORE
@click.option("--watch", is_flag=True, help="Stay, and build again what is saved. Ctrl+C ends it.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, and nothing else.")
def build(
    articles: tuple[Path, ...],
    formats: tuple[str, ...],
    output: Path,
    *,
    watch: bool,
    as_json: bool,
    **wanted: Any,
) -> NoReturn:
    """Publish articles, or everything under source/.

    An ARTICLE is a file (article.md, article.json) or its folder. An article is published whole or not at
    all: with any error its last good output stays as it is. What has not changed is not made again.
    """
    from pubpipe.cli.building import Wanted, build_once, keep_building

    asked = Wanted(articles, formats, output, **wanted)
    sys.exit(keep_building(asked) if watch else build_once(asked, as_json=as_json))


@pubpipe.command(
    epilog="""\b
Examples:
  pubpipe batch --data rows.csv --check-only       is every row right?
  pubpipe batch --data rows.csv                    make them all
  pubpipe batch --data rows.xlsx --resume          go on after an interruption; failures once more
  pubpipe batch --data rows.csv -f pdf --jobs 4    rows that name no format: the PDF; four at a time

\b
Columns: article, formats, edition, profile, language, stretches, pace,
note, note 2 ..., and STRETCH.hold, .repeat, .sets, .rest, .frequency,
.sides and .pace for each stretch by its id. An empty cell leaves what
the article or the profile has.

\b
Exit status: 0 all rows are done, 1 rows are wrong and nothing was made;
otherwise that of the worst of the rows that failed.
"""
)
@click.option("--data", type=ARTICLE, required=True, help="The rows: CSV (UTF-8) or XLSX, one line for each patient.")
@click.option(
    "-o", "--output", type=ARTICLE, default="output/batch", show_default=True, help="Where to write; one folder a row."
)
@click.option(
    "--name",
    default="{row:04}-{article}",
    show_default=True,
    help="What the folders are called, made of {row}, {article}, {language} and {edition}.",
)
@choosing
@EPUB_AUDIO
@LARGE_PRINT
@wanted_formats("A format of rows that name none")
@click.option("--resume", is_flag=True, help="Go on with a batch: rows that are done and whole are left alone.")
@click.option("--results", type=ARTICLE, help="The file with a line for each row (.csv or .jsonl), elsewhere.")
@click.option("--strict", is_flag=True, help="Let warnings stop a row as errors do.")
@JOBS
@click.option("--cache/--no-cache", default=True, help="Take from the cache what is the same for all; nothing is kept.")
@CLUSTER
@click.option("--check-only", is_flag=True, help="Say what is wrong with the rows, and make nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, and nothing else.")
def batch(**wanted: Any) -> NoReturn:
    """Make a clinic's rows: from a table, for each patient the files with that patient's stretches, doses and sides.

    All rows are read and held against their articles before anything is made. Warnings and disclaimers stay whatever
    a row says. What stands in a free line (note) is in that row's files alone. --profile is for rows that name none.
    """
    from pubpipe.cli.batch import Wanted, batch

    sys.exit(batch(Wanted(**wanted)))


@pubpipe.command(
    epilog="""\b
Examples:
  pubpipe script source/neck-care            what a listener will hear, line by line
  pubpipe script source/neck-care --times    the same, with the time of each line
  pubpipe script source/neck-care --audio reading
"""
)
@click.argument("article", type=ARTICLE)
@choosing
@click.option("--times", is_flag=True, help="Speak it first, to tell when each line is heard.")
def script(article: Path, *, wishes: "Wishes", times: bool) -> None:
    """Print the script of an ARTICLE's recordings: what is said, about which side, and how long is waited.

    Each line names the block and the side that it is about; waits and holds stand in brackets, in seconds.
    """
    from pubpipe.cli.progress import watching
    from pubpipe.cli.results import print_findings
    from pubpipe.findings import Finding
    from pubpipe.pipeline.discovery import find_articles
    from pubpipe.pipeline.speaking import script_text

    (path,) = find_articles((article,), Path("source"))
    findings: list[Finding] = []
    try:
        with watching(quiet=not times) as watch:
            text = script_text(path, wishes.choices().profile, watch, findings, timed=times)
    finally:
        print_findings(findings)
    click.echo(text, nl=False)


@pubpipe.command(epilog="\b\nExample:\n  pubpipe new neck-care\n  pubpipe build source/neck-care\n")
@click.argument("slug")
def new(slug: str) -> None:
    """Begin an article in source/SLUG, ready to be filled in."""
    import datetime

    from pubpipe.pipeline.starting import start_article

    path = start_article(slug, Path("source"), datetime.datetime.now(tz=datetime.UTC).date())
    click.echo(f"Wrote {path}.\nFill it in, then run: pubpipe build {path.parent}")
