"""The commands that tell: what is wrong with an article or a file, what there is to choose from, what the cache holds.

Only click and literal tables are imported here; whatever a command needs is imported when it runs.
"""

import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from pubpipe.cli.group import pubpipe
from pubpipe.cli.options import ARTICLE
from pubpipe.formats import FORMATS


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


@pubpipe.command(epilog="\b\nExample:\n  pubpipe schema > article.schema.json\n")
def schema() -> None:
    """Print the JSON Schema of an article."""
    import json

    from pubpipe.reading import article_schema

    click.echo(json.dumps(article_schema(), indent=2, ensure_ascii=False))


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
