"""What `pubpipe figure` prints: a list, a drawing, all drawings, or a draft of words for one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pubpipe.cli.results import print_findings, print_rows
from pubpipe.errors import UsageError
from pubpipe.model.pose import Hand, Pose
from pubpipe.pipeline import posing

APPROVAL = """This is a draft. Look at the drawing, correct the words, and take “DRAFT:” away:
pubpipe publishes no article with a draft in it."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a user wants of `pubpipe figure` beside the pose."""

    output: Path | None
    side: Hand | None
    dark: bool
    sheet: bool
    describe: bool
    as_json: bool


def figure(name: str | None, wishes: Wishes) -> int:
    """Do what is wished; the exit status. Raises UsageError for wishes that contradict each other."""
    _possible(name, wishes)
    if wishes.sheet:
        _put(posing.sheet_of_all(dark=wishes.dark), wishes.output)
        return 0
    if name is None:
        _list(list(posing.library()), as_json=wishes.as_json)
        return 0
    read = posing.find_pose(name)
    print_findings(read.findings)
    if read.pose is None:
        return 1
    pose = posing.for_side(read.pose, wishes.side) if wishes.side else read.pose
    if wishes.describe:
        click.echo(posing.described(pose))
        click.echo(APPROVAL, err=True)
    else:
        _put(posing.drawn(pose, dark=wishes.dark), wishes.output)
    return 0


def _possible(name: str | None, wishes: Wishes) -> None:
    """Refuse what would be left undone in silence."""
    lists = name is None and not wishes.sheet
    if name is not None and wishes.sheet:
        raise UsageError("--sheet draws all poses of the library, not one.", "Leave out the name, or --sheet.")
    if name is None and (wishes.side or wishes.describe):
        raise UsageError("--side and --describe are for one pose.", "Name it: `pubpipe figure` lists them.")
    if lists and (wishes.output or wishes.dark):
        raise UsageError("There is nothing to draw.", "Name a pose, or draw all of them with --sheet.")
    if wishes.describe and (wishes.output or wishes.dark):
        raise UsageError("--describe prints words and draws nothing.", "Leave out --output and --dark, or --describe.")
    if wishes.as_json and not lists:
        raise UsageError("--json is for the list.", "Leave out the name and --sheet, or --json.")


def _put(svg: str, output: Path | None) -> None:
    if output is None:
        click.echo(svg, nl=False)
        return
    posing.write_drawing(output, svg)
    click.echo(f"Wrote {output}.")


def _list(poses: Sequence[tuple[str, Pose]], *, as_json: bool) -> None:
    if as_json:
        listed = [
            {
                "name": name,
                "title": pose.name,
                "positions": pose.positions,
                "aliases": pose.aliases,
                "side": pose.side,
                "frames": len(pose.frames),
            }
            for name, pose in poses
        ]
        click.echo(json.dumps({"poses": listed}, indent=2, ensure_ascii=False))
        return
    rows = [
        (name, pose.name, ", ".join(pose.positions), str(len(pose.frames)), ", ".join(pose.aliases))
        for name, pose in poses
    ]
    print_rows([("NAME", "STRETCH", "POSITION", "FRAMES", "ALSO CALLED"), *rows], right=(3,))
