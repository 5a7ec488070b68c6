"""The command line: arguments in, text and exit status out, no logic.

Only click and the two literal tables are imported here; whatever a command
needs is imported when it runs, so that `pubpipe --help` answers at once.
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pubpipe import __version__
from pubpipe.cli.options import ARTICLE, CACHE, CLUSTER, EPUB_AUDIO, JOBS, LARGE_PRINT, STORE, choosing
from pubpipe.cli.shown import shown_lines
from pubpipe.errors import OutputError, PubpipeError
from pubpipe.formats import FORMATS

if TYPE_CHECKING:
    from pubpipe.pipeline.request import Wishes

EPILOG = """\b
Examples:
  pubpipe new neck-care              begin an article
  pubpipe check source/neck-care     what is wrong with it?
  pubpipe build                      publish everything under source/

\b
Exit status: 0 published, 1 the article has errors, 2 wrong usage,
3 no voice, 4 an output could not be made or written, 5 a finished file
does not hold what the article says."""

UNPRINTED = "Check the free space and who may write there. Files that were published are in the output folder."

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=HELP, epilog=EPILOG)
@click.version_option(__version__, prog_name="pubpipe")
def pubpipe() -> None:
    """Publish a patient article as a PDF handout, an e-book, a guided narration and a large-print page."""


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
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([one.name for one in FORMATS]),
    help="A format to make; give it again for more. All by default.",
)
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
  pubpipe check source/neck-care
  pubpipe check --strict neck.json back.json
  pubpipe check source/neck-care --format sarif > findings.sarif
  pubpipe check --explain A027
  pubpipe check handout.pdf book.epub                   files from anywhere
  pubpipe check handout.pdf --article source/neck-care  ... that must say what the article says
"""
)
@click.argument("paths", nargs=-1, type=ARTICLE, metavar="ARTICLE|FILE...")
@click.option("--article", type=ARTICLE, help="The article that finished files are held against.")
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How to print the findings; all but text print nothing else. Of finished files, text or json.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--explain", metavar="CODE", help="Say what a code means, why, and on whose authority, and stop.")
def check(
    paths: tuple[Path, ...], *, article: Path | None, strict: bool, form: str, as_json: bool, explain: str | None
) -> NoReturn:
    """Read and review each ARTICLE without publishing it, or check finished FILEs (PDF, EPUB, HTML, MP3, M4B).

    Each finding is a line `file:line:column: CODE message`, with the text in question and the remedy below it. Finished
    files may come from anywhere; a table says which checks were made, and which were not as a validator is missing.
    """
    from pubpipe.cli import checking
    from pubpipe.pipeline.discovery import all_finished

    if explain:
        checking.explain(explain)
        sys.exit(0)
    if not paths:
        raise click.UsageError("Missing argument 'ARTICLE...'.")
    if all_finished(paths):
        from pubpipe.cli import finished

        sys.exit(finished.check_finished(paths, article, strict=strict, form="json" if as_json else form))
    if article is not None:
        raise click.UsageError("--article is for finished files: articles are checked by themselves.")
    sys.exit(checking.check_articles(paths, strict=strict, form="json" if as_json else form))


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
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([one.name for one in FORMATS]),
    help="A format of rows that name none; give it again for more. All by default.",
)
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


@pubpipe.group(
    epilog="""\b
Examples:
  pubpipe cache info
  pubpipe cache clear
  PUBPIPE_CACHE_SIZE=20GB pubpipe build     a larger one
  PUBPIPE_CACHE= pubpipe build              none at all, as with --no-cache
"""
)
def cache() -> None:
    """Look after the cache: what was made before, and need not be made again.

    It lies in the folder that PUBPIPE_CACHE names, by default ~/.cache/pubpipe, and takes at most PUBPIPE_CACHE_SIZE
    (4 GB); what was used least recently makes way. Any number of builds may share it.
    """


@cache.command(epilog="\b\nExample:\n  pubpipe cache info\n")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def info(*, as_json: bool) -> None:
    """Say where the cache lies and how much it holds."""
    from pubpipe.cli.cache import print_info

    print_info(json=as_json)


@cache.command(epilog="\b\nExample:\n  pubpipe cache clear\n")
def clear() -> None:
    """Remove everything from the cache; the next build makes all anew."""
    from pubpipe.cli.cache import clear

    clear()


@pubpipe.command(epilog="\b\nExample:\n  pubpipe formats\n")
def formats() -> None:
    """List the formats that `pubpipe build --format` takes."""
    from pubpipe.cli.results import print_rows

    print_rows([("FORMAT", "FILES", "WHAT IT IS"), *((one.name, " ".join(one.makes), one.title) for one in FORMATS)])


@pubpipe.command(epilog="\b\nExample:\n  pubpipe voices\n  pubpipe build --voice gtts\n")
def voices() -> None:
    """List the voices that `pubpipe build --voice` takes, and which of them send text over the internet."""
    from pubpipe.cli.results import print_rows
    from pubpipe.narrating.voices import VOICES

    print_rows(
        [
            ("VOICE", "WHERE", "LANGUAGES", "WHAT IT IS"),
            *((one.name, "online" if one.online else "offline", " ".join(one.languages), one.title) for one in VOICES),
        ]
    )


@pubpipe.command(
    epilog="""\b
Examples:
  pubpipe figure                                      what the library has
  pubpipe figure hip-flexor -o hip-flexor.svg         one of it, drawn
  pubpipe figure "piriformis stretch" --side left     the other side of one, by another name
  pubpipe figure figures/knee.pose.yaml > knee.svg    a pose of yours
  pubpipe figure hip-flexor --describe                a draft of its text alternative
  pubpipe figure --sheet -o sheet.svg                 all of the library in one drawing
"""
)
@click.argument("pose", required=False)
@click.option("-o", "--output", type=ARTICLE, help="The SVG file to write; without it the drawing is printed.")
@click.option("--side", type=click.Choice(["right", "left"]), help="The side to draw; by default the pose's own.")
@click.option("--dark", is_flag=True, help="Draw it for a dark ground.")
@click.option("--sheet", is_flag=True, help="Draw all poses of the library, with their names.")
@click.option("--describe", is_flag=True, help="Draft a text alternative instead, for you to correct and approve.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON, and nothing else.")
def figure(pose: str | None, **wishes: Any) -> NoReturn:
    """List the poses that stretches can be drawn from, or draw one.

    POSE is a name from the list, any other name that the list gives it, or a file NAME.pose.yaml. An article uses
    one with `:figure: library/NAME` or `:figure: figures/NAME.pose.yaml`.
    """
    from pubpipe.cli.figures import Wishes, figure

    sys.exit(figure(pose, Wishes(**wishes)))


@pubpipe.command(epilog="\b\nExample:\n  pubpipe schema > article.schema.json\n")
def schema() -> None:
    """Print the JSON Schema of an article."""
    import json

    from pubpipe.reading import article_schema

    click.echo(json.dumps(article_schema(), indent=2, ensure_ascii=False))


@pubpipe.command(epilog="\b\nExample:\n  pubpipe new neck-care\n  pubpipe build source/neck-care\n")
@click.argument("slug")
def new(slug: str) -> None:
    """Begin an article in source/SLUG, ready to be filled in."""
    import datetime

    from pubpipe.pipeline.starting import start_article

    path = start_article(slug, Path("source"), datetime.datetime.now(tz=datetime.UTC).date())
    click.echo(f"Wrote {path}.\nFill it in, then run: pubpipe build {path.parent}")


def main() -> NoReturn:
    """Run the command line; every failure that a user can mend is a message and a status, never a traceback."""
    signal.signal(signal.SIGTERM, _stop)
    # No package that happens to be installed beside this one has a say in how articles are read; looking for one that
    # would takes a twentieth of a check.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        pubpipe(standalone_mode=False)
    except PubpipeError as error:
        _fail(f"Error: {error}", error.exit_code)
    except click.exceptions.Abort:
        _fail("Interrupted: nothing half-written was left behind.", 130)
    except _StoppedError:
        _fail("Stopped: nothing half-written was left behind.", 143)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        what = f"{error.filename} cannot be used" if error.filename else "The result cannot be printed"
        _fail(f"Error: {what}: {error.strerror or error}.\n  {UNPRINTED}", OutputError.exit_code)
    sys.exit(0)


class _StoppedError(BaseException):
    """Somebody asked the process to end: like Ctrl+C, it passes whatever handles failures."""


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _StoppedError


def _fail(message: str, status: int) -> NoReturn:
    click.secho(shown_lines(message), fg="red", err=True)
    sys.exit(status)
