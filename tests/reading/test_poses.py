"""Figures drawn from poses: the right side, faults at their place, and nothing drawn that nobody asked for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.figures.drawing import svg
from pubpipe.figures.mirroring import mirrored
from pubpipe.findings import Code, Finding
from pubpipe.model.article import Figure
from pubpipe.model.pose import Pose
from pubpipe.model.walks import figures
from pubpipe.reading import Reading, read_article, read_markdown
from pubpipe.reading.poses import LARGEST_POSE_BYTES
from pubpipe.reading.report import Report
from pubpipe.reading.source import SourceText

SOUND = (Path(__file__).parents[1] / "findings" / "sound" / "article.md").read_text(encoding="utf-8")
FIGURE = ":figure: figures/neck.svg\n"
ALT = "A person on a chair tilts the head to the right."
FIGURE_LINE = SOUND[: SOUND.index(FIGURE)].count("\n") + 1
TILT = """\
name: Side neck stretch
aliases: [ear to shoulder]
positions: [sitting]
view: front
shows: upper body
side: right
mark: left side of the neck
frames:
  - joints: {neck: {side: 30}}
    arrows: [{at: head, towards: right}]
"""
OWN = "{view: front, shows: upper body, side: right, frames: [{joints: {neck: {side: 30}}}]}"


def article(folder: Path, figure: str, *, sides: str | None = "right, left", pose: str | None = TILT) -> Reading:
    """The sound article, read with another figure, other sides, and a pose file beside it."""
    option = f":sides: {sides}\n" if sides else ""
    text = SOUND.replace(FIGURE, f"{figure}\n").replace(":sides: right, left\n", option)
    (folder / "article.md").write_text(text, encoding="utf-8")
    if pose is not None:
        (folder / "figures").mkdir(exist_ok=True)
        (folder / "figures" / "tilt.pose.yaml").write_text(pose, encoding="utf-8")
    return read_article(folder / "article.md")


def drawing(reading: Reading) -> tuple[Figure, str]:
    """The one figure of an article without findings, and its drawing."""
    assert reading.findings == ()
    assert reading.article is not None
    (figure,) = figures(reading.article)
    asset = reading.assets[figure.path]
    assert (asset.path, asset.media_type) == (figure.path, "image/svg+xml")
    assert asset.width > 0
    assert asset.height > 0
    return figure, asset.data.decode()


def fault(reading: Reading) -> Finding:
    """The one finding of an article that cannot be read."""
    assert reading.article is None
    (finding,) = reading.findings
    assert finding.remedy
    return finding


def tilt(**other: object) -> Pose:
    """The pose of the file."""
    neck = {"joints": {"neck": {"side": 30}}, "arrows": [{"at": "head", "towards": "right"}]}
    data = {"name": "Side neck stretch", "aliases": ["ear to shoulder"], "positions": ["sitting"], "view": "front"}
    rest = {"shows": "upper body", "side": "right", "mark": "left side of the neck", "frames": [neck]}
    return Pose.model_validate({**data, **rest, **other})


def test_a_pose_file_is_drawn(tmp_path: Path) -> None:
    """The drawing says of itself what the author says of it: the stretch's name and the text alternative."""
    figure, drawn = drawing(article(tmp_path, ":figure: figures/tilt.pose.yaml"))
    assert figure.path == "figures/tilt.pose.yaml"
    assert drawn == svg(tilt(), title="Side neck stretch", description=ALT)


@pytest.mark.parametrize(
    ("figure", "sides", "path", "side"),
    [
        ("figures/tilt.pose.yaml", "right, left", "figures/tilt.pose.yaml", "right"),
        ("figures/tilt.pose.yaml", "right", "figures/tilt.pose.yaml", "right"),
        ("figures/tilt.pose.yaml", "left, right", "figures/tilt.pose.yaml@left", "left"),
        ("figures/tilt.pose.yaml", "left", "figures/tilt.pose.yaml@left", "left"),
        ("figures/tilt.pose.yaml@left", "left, right", "figures/tilt.pose.yaml@left", "left"),
        ("figures/tilt.pose.yaml@right", "right, left", "figures/tilt.pose.yaml@right", "right"),
        ("figures/tilt.pose.yaml@left", None, "figures/tilt.pose.yaml@left", "left"),
        ("figures/tilt.pose.yaml@right", "none", "figures/tilt.pose.yaml@right", "right"),
    ],
)
def test_the_side_of_the_steps_is_drawn(tmp_path: Path, figure: str, sides: str | None, path: str, side: str) -> None:
    """A pose drawn for the right is turned over where the steps are written for the left."""
    found, drawn = drawing(article(tmp_path, f":figure: {figure}", sides=sides))
    pose = tilt() if side == "right" else mirrored(tilt())
    assert pose.side == side
    assert found.path == path
    assert drawn == svg(pose, title="Side neck stretch", description=ALT)


def test_a_pose_drawn_for_the_left_is_turned_to_the_right(tmp_path: Path) -> None:
    """Which side a pose file is for is its own choice."""
    left = TILT.replace("side: right\n", "side: left\n")
    figure, drawn = drawing(article(tmp_path, ":figure: figures/tilt.pose.yaml", pose=left))
    assert figure.path == "figures/tilt.pose.yaml@right"
    assert drawn == svg(mirrored(tilt(side="left")), title="Side neck stretch", description=ALT)


@pytest.mark.parametrize(
    ("figure", "sides", "message", "remedy"),
    [
        ("tilt.pose.yaml@left", "right, left", "shows the left side, and the steps begin with the right", "Write"),
        ("tilt.pose.yaml@right", "left", "shows the right side, and the steps begin with the left", "Write"),
        ("tilt.pose.yaml", "none", "drawn for the right side, and the stretch names no side", "Add `:sides:`"),
        ("tilt.pose.yaml", None, "drawn for the right side, and the stretch names no side", "@right`"),
        ("tilt.pose.yaml@lfet", "right, left", "“lfet” is not a side", "“left”"),
        ("tilt.pose.yaml@", "right, left", "“” is not a side", "left, right"),
    ],
)
def test_a_side_in_doubt_is_an_error(tmp_path: Path, figure: str, sides: str | None, message: str, remedy: str) -> None:
    """Rather than a picture of the wrong side."""
    finding = fault(article(tmp_path, f":figure: figures/{figure}", sides=sides))
    assert (finding.code, finding.position.line) == (Code.WRONG_SIDE, FIGURE_LINE - (sides is None))
    assert message in finding.message
    assert remedy in finding.remedy


def test_a_pose_of_one_side_has_to_name_it(tmp_path: Path) -> None:
    """Whether a region, a joint or an arrow differs from side to side; a file is not trusted to be right by chance."""
    unsaid = TILT.replace("side: right\n", "", 1)
    for pose in (
        unsaid,
        unsaid.replace("mark: left side of the neck\n", ""),
        unsaid.replace("{neck: {side: 30}}", "{}").replace("mark: left side of the neck\n", ""),
        unsaid.replace("{neck: {side: 30}}", "{}").replace("towards: right", "towards: up"),
    ):
        finding = fault(article(tmp_path, ":figure: figures/tilt.pose.yaml", pose=pose))
        assert finding.code is Code.WRONG_SIDE
        assert "does not say for which" in finding.message
        assert "`side: right`" in finding.remedy
        asked = fault(article(tmp_path, ":figure: figures/tilt.pose.yaml@left", sides="none", pose=pose))
        assert (asked.code, "cannot be shown" in asked.message) == (Code.WRONG_SIDE, True)


def test_a_pose_that_is_the_same_for_both_sides_needs_none(tmp_path: Path) -> None:
    """In whatever order it names right and left."""
    pose = (
        "name: Sit\nframes:\n  - joints: {right hip: 0, left elbow: 20, right elbow: 20}\n"
        "    ground: [right foot, left foot]\n"
    )
    for sides in ("right, left", "left", None):
        drawing(article(tmp_path, ":figure: figures/tilt.pose.yaml", sides=sides, pose=pose))


def test_a_figure_by_itself_shows_the_side_that_it_asks_for(tmp_path: Path) -> None:
    """By default the pose's own; its caption is the drawing's title."""
    directive = ":::{figure} PATH\n:alt: A head.\n\nA tilted *head*.\n:::\n\n## Stretches\n"
    for path, pose in (("figures/tilt.pose.yaml", tilt()), ("figures/tilt.pose.yaml@left", mirrored(tilt()))):
        article(tmp_path, f":pose: {OWN}")
        text = (tmp_path / "article.md").read_text(encoding="utf-8")
        text = text.replace("## Stretches\n", directive.replace("PATH", path))
        (tmp_path / "article.md").write_text(text, encoding="utf-8")
        reading = read_article(tmp_path / "article.md")
        assert reading.findings == ()
        assert reading.assets[path].data.decode() == svg(pose, title="A tilted head.", description="A head.")


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "message", "remedy"),
    [
        ("view: front", "veiw: front", 4, Code.UNKNOWN_KEY, "“veiw”", "“view”"),
        ("{side: 30}", "{sied: 30}", 9, Code.UNKNOWN_KEY, "“sied”", "“side”"),
        ("{neck: ", "{nekc: ", 9, Code.BAD_VALUE, "“nekc”", "“neck”"),
        ("at: head", "at: haed", 10, Code.BAD_VALUE, "“at”", "“head”"),
        ("mark: left", "mark: lfet", 7, Code.BAD_VALUE, "“mark”", "“left side of the neck”"),
        ("{neck: {side: 30}}", "{right knee: 190}", 9, Code.BAD_POSE, "190 degrees", "standing upright"),
        ("{neck: {side: 30}}", "{right knee: {abduction: 5}}", 9, Code.BAD_VALUE, "no abduction", "flexion"),
        ("{neck: {side: 30}}", "{}\n    ground: [right foot, head]", 10, Code.BAD_POSE, "does not touch", "`ground`"),
        ("towards: right", "towards: forward", 10, Code.BAD_POSE, "at the viewer", "another view"),
        ("side: 30", "side: .inf", 9, Code.BAD_VALUE, "finite", "Correct"),
        ("side: 30", "side: 1e999", 9, Code.BAD_VALUE, "number", "Correct"),
        ("frames:", "frames: [\n", 10, Code.YAML_BROKEN, "cannot be read", "indentation"),
        ("Side neck", "&a Side neck", 1, Code.YAML_BROKEN, "anchors", "Write the value out"),
        ("name: Side neck stretch\n", "", 1, Code.MISSING_KEY, "“name”", "name:"),
        ("Side neck", "Side\u202e neck", 1, Code.FORBIDDEN_CHARACTER, "U+202E", "type"),
    ],
)  # fmt: skip
def test_a_fault_in_a_pose_file_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, line: int, code: Code, message: str, remedy: str
) -> None:
    """Of that file, not of the article."""
    assert old in TILT
    finding = fault(article(tmp_path, ":figure: figures/tilt.pose.yaml", pose=TILT.replace(old, new)))
    assert (finding.code, finding.position.line) == (code, line)
    assert finding.position.file == str(tmp_path / "figures" / "tilt.pose.yaml")
    assert message in finding.message
    assert remedy in finding.remedy


def test_a_body_below_the_floor_is_an_error(tmp_path: Path) -> None:
    """Kneeling with a foot through the floor, told at the frame."""
    pose = (
        "name: Kneel\nframes:\n  - joints: {right knee: 90, left knee: 90, right hip: 90}\n    ground: [right foot]\n"
    )
    reading = article(tmp_path, ":figure: figures/tilt.pose.yaml", sides="none", pose=pose)
    assert {one.code for one in reading.findings} == {Code.BAD_POSE}
    below = [one for one in reading.findings if "below the floor" in one.message]
    assert {one.position.line for one in below} == {3}
    assert all("`ground`" in one.remedy for one in below)


def test_what_a_frame_takes_over_is_told_once(tmp_path: Path) -> None:
    """A fault of the first frame is not told again for each that follows."""
    pose = TILT.replace("{neck: {side: 30}}", "{right knee: 190}") + "  - joints: {neck: {side: 10}}\n"
    assert fault(article(tmp_path, ":figure: figures/tilt.pose.yaml", pose=pose)).position.line == 9


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    """Aliases that double are not followed, and deep nesting is not walked."""
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert fault(article(tmp_path, ":figure: figures/tilt.pose.yaml", pose=bomb)).code is Code.YAML_BROKEN
    deep = "frames: " + "[" * 500 + "]" * 500
    assert fault(article(tmp_path, ":figure: figures/tilt.pose.yaml", pose=deep)).code is Code.YAML_BROKEN


def test_a_pose_file_is_small(tmp_path: Path) -> None:
    """64 kB hold the longest pose a hundred times."""
    pose = TILT + "#" * LARGEST_POSE_BYTES
    finding = fault(article(tmp_path, ":figure: figures/tilt.pose.yaml", pose=pose))
    assert (finding.code, "64 kB" in finding.message) == (Code.FILE_TOO_LARGE, True)


def test_a_pose_file_is_text(tmp_path: Path) -> None:
    """Bytes that are none are named."""
    article(tmp_path, ":figure: figures/tilt.pose.yaml")
    (tmp_path / "figures" / "tilt.pose.yaml").write_bytes(b"name: \xff\n")
    assert fault(read_article(tmp_path / "article.md")).code is Code.NOT_UTF8


@pytest.mark.parametrize(
    ("figure", "code", "remedy"),
    [
        ("figures/tlit.pose.yaml", Code.FIGURE_MISSING, "figures/tilt.pose.yaml."),
        ("figures/tilt.svg", Code.FIGURE_MISSING, "figures/tilt.pose.yaml."),
        ("figures/folder.pose.yaml", Code.FIGURE_MISSING, "There are: "),
        ("figures/link.pose.yaml", Code.FIGURE_OUTSIDE, "Copy it"),
        ("../tilt.pose.yaml", Code.FIGURE_OUTSIDE, "Copy it"),
        ("/etc/tilt.pose.yaml", Code.FIGURE_OUTSIDE, "Copy it"),
        ("figures\\tilt.pose.yaml", Code.FIGURE_OUTSIDE, "with slashes"),
        ("https://example.org/tilt.pose.yaml", Code.FIGURE_REMOTE, "Save the picture"),
        ("figures/tilt.yaml", Code.FIGURE_UNSUPPORTED, "ends in .pose.yaml"),
    ],
)
def test_a_pose_file_lies_in_the_articles_folder(tmp_path: Path, figure: str, code: Code, remedy: str) -> None:
    """As a picture does; what may be meant is offered."""
    folder = tmp_path / "article"
    (folder / "figures" / "folder.pose.yaml").mkdir(parents=True)
    (folder / "figures" / "tilt.yaml").write_text(TILT, encoding="utf-8")
    (tmp_path / "tilt.pose.yaml").write_text(TILT, encoding="utf-8")
    (folder / "figures" / "link.pose.yaml").symlink_to(tmp_path / "tilt.pose.yaml")
    finding = fault(article(folder, f":figure: {figure}"))
    assert (finding.code, finding.position.line, finding.excerpt) == (code, FIGURE_LINE, figure)
    assert remedy in finding.remedy


def test_a_pose_may_stand_in_the_stretch(tmp_path: Path) -> None:
    """On one line, with the stretch's name; the article then holds it."""
    figure, drawn = drawing(article(tmp_path, f":pose: {OWN}"))
    pose = tilt(mark=[], aliases=[], positions=[], frames=[{"joints": {"neck": {"side": 30}}}])
    assert figure.pose == pose
    assert figure.path == "poses/side-neck-stretch-figure"
    assert drawn == svg(pose, title="Side neck stretch", description=ALT)


def test_a_pose_in_the_stretch_is_turned_to_its_side(tmp_path: Path) -> None:
    """The article holds what is shown."""
    figure, drawn = drawing(article(tmp_path, f":pose: {OWN}", sides="left, right"))
    assert figure.pose is not None
    assert figure.pose.side == "left"
    assert drawn == svg(figure.pose, title="Side neck stretch", description=ALT)
    right, _ = drawing(article(tmp_path, f":pose: {OWN}"))
    assert right.pose == mirrored(figure.pose)


@pytest.mark.parametrize(
    ("option", "code", "column", "message"),
    [
        (OWN.replace("{neck: {side: 30}}", "{right knee: 190}"), Code.BAD_POSE, None, "190 degrees"),
        (OWN.replace("front", "frnot"), Code.BAD_VALUE, 9, "“view”"),
        (OWN.replace("view", "veiw"), Code.UNKNOWN_KEY, 9, "“veiw”"),
        (OWN.replace("side: right, ", ""), Code.WRONG_SIDE, None, "does not say for which"),
        (OWN[:-1], Code.YAML_BROKEN, None, "cannot be read"),
        ("library/hip-flexor", Code.BAD_VALUE, 8, "a group of `key: value` pairs"),
        ("{frames: [{joints: &a {}}]}", Code.YAML_BROKEN, None, "anchors"),
        (f"{OWN}\n:figure: figures/tilt.pose.yaml", Code.BAD_OPTION, None, "a figure and a pose"),
    ],
)
def test_a_fault_of_a_pose_in_the_stretch_is_told_at_its_line(
    tmp_path: Path, option: str, code: Code, column: int | None, message: str
) -> None:
    """Of the article, at the column where the value stands."""
    finding = fault(article(tmp_path, f":pose: {option}"))
    assert (finding.code, finding.position.line) == (code, FIGURE_LINE)
    assert column is None or finding.position.column == column
    assert finding.position.file == str(tmp_path / "article.md")
    assert message in finding.message


def test_a_pose_needs_a_text_alternative_too(tmp_path: Path) -> None:
    """A drawing made from data is no better described by itself than another."""
    article(tmp_path, f":pose: {OWN}")
    text = (tmp_path / "article.md").read_text(encoding="utf-8").replace(f":alt: {ALT}\n", "")
    (tmp_path / "article.md").write_text(text, encoding="utf-8")
    assert fault(read_article(tmp_path / "article.md")).code is Code.MISSING_ALT


@pytest.mark.parametrize("option", ["figure: figures/tilt.pose.yaml", f"pose: {OWN}"])
@pytest.mark.parametrize("sides", ["right, left", "left"])
def test_an_article_with_poses_can_be_written_as_json_and_read_again(tmp_path: Path, option: str, sides: str) -> None:
    """The same article and the same drawings, also where they were turned to the other side."""
    first = article(tmp_path, f":{option}", sides=sides)
    assert first.article is not None
    (tmp_path / "article.json").write_text(first.article.model_dump_json(), encoding="utf-8")
    again = read_article(tmp_path / "article.json")
    assert again.findings == ()
    assert again.article == first.article
    assert again.assets == first.assets


def test_json_articles_use_poses_as_others_do(tmp_path: Path) -> None:
    """Pose files by path, with the same faults; a pose of its own has a name of its own."""
    first = article(tmp_path, ":figure: figures/tilt.pose.yaml").article
    assert first is not None
    path = tmp_path / "article.json"
    text = first.model_dump_json()
    path.write_text(text.replace("tilt.pose.yaml", "tilt.pose.yaml@left"), encoding="utf-8")
    assert fault(read_article(path)).code is Code.WRONG_SIDE
    own = json.dumps({"path": "figures/own.svg", "pose": tilt().model_dump(mode="json")})[1:-1]
    path.write_text(text.replace('"path":"figures/tilt.pose.yaml"', own).replace(',"pose":null', ""), encoding="utf-8")
    finding = fault(read_article(path))
    assert (finding.code, "poses/" in finding.remedy) == (Code.BAD_VALUE, True)


def test_a_text_that_no_drawing_can_hold_is_an_error(tmp_path: Path) -> None:
    """A character that XML forbids, escaped in JSON, stops the article and not the program."""
    first = article(tmp_path, ":figure: figures/tilt.pose.yaml").article
    assert first is not None
    path = tmp_path / "article.json"
    path.write_text(first.model_dump_json().replace("A person on a chair", "A \\u0000person"), encoding="utf-8")
    assert fault(read_article(path)).code is Code.FORBIDDEN_CHARACTER


def test_two_poses_of_their_own_have_two_names(tmp_path: Path) -> None:
    """Or one would be shown in place of the other."""
    first = article(tmp_path, f":pose: {OWN}").article
    assert first is not None
    data = first.model_dump(mode="json")
    (shown,) = figures(first)
    data["blocks"].insert(0, shown.model_copy(update={"id": "other"}).model_dump(mode="json"))
    path = tmp_path / "article.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    finding = fault(read_article(path))
    assert (finding.code, finding.message) == (Code.BAD_POSE, "Two drawings have the same name.")


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A library of two poses."""
    poses = {"neck-tilt": TILT, "figure-four": TILT.replace("ear to shoulder", "piriformis stretch")}
    monkeypatch.setattr("pubpipe.figures.library.names", lambda: tuple(sorted(poses)))
    monkeypatch.setattr("pubpipe.figures.library.text", poses.__getitem__)
    return poses


@pytest.mark.usefixtures("library")
def test_a_pose_of_the_library_is_drawn_by_name(tmp_path: Path) -> None:
    """For the side of the steps, like any other; nothing lies in the article's folder."""
    figure, drawn = drawing(article(tmp_path, ":figure: library/neck-tilt", pose=None))
    assert (figure.path, drawn) == ("library/neck-tilt", svg(tilt(), title="Side neck stretch", description=ALT))
    figure, drawn = drawing(article(tmp_path, ":figure: library/neck-tilt", sides="left", pose=None))
    assert figure.path == "library/neck-tilt@left"
    assert drawn == svg(mirrored(tilt()), title="Side neck stretch", description=ALT)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("neck-tlit", "Did you mean “library/neck-tilt”?"),
        ("Neck-Tilt", "Did you mean “library/neck-tilt”?"),
        ("piriformis-stretch", "Did you mean “library/figure-four”?"),
        ("xyz", "`pubpipe figure` lists the poses that there are."),
        ("", "`pubpipe figure` lists the poses that there are."),
        ("neck-tlit@left", "Did you mean “library/neck-tilt”?"),
    ],
)
def test_a_name_that_the_library_lacks_is_an_error(tmp_path: Path, name: str, remedy: str) -> None:
    """With the name that is probably meant."""
    finding = fault(article(tmp_path, f":figure: library/{name}", pose=None))
    assert (finding.code, finding.position.line) == (Code.UNKNOWN_POSE, FIGURE_LINE)
    assert finding.remedy == remedy


def test_a_folder_of_ones_own_may_be_called_library(tmp_path: Path) -> None:
    """Pictures and pose files in it are those of the article."""
    article(tmp_path, ":figure: library/tilt.pose.yaml")
    (tmp_path / "figures").rename(tmp_path / "library")
    _, drawn = drawing(read_article(tmp_path / "article.md"))
    assert drawn == svg(tilt(), title="Side neck stretch", description=ALT)
    (tmp_path / "library" / "tilt.svg").write_text(drawn, encoding="utf-8")
    figure, _ = drawing(article(tmp_path, ":figure: library/tilt.svg", pose=None))
    assert figure.path == "library/tilt.svg"


def test_articles_without_poses_load_no_drawing() -> None:
    """What an article does not use costs it nothing."""
    code = (
        "import sys; from pathlib import Path; from pubpipe.reading import read_article;"
        "assert read_article(Path('tests/findings/sound/article.md')).article;"
        "print([m for m in sys.modules if m.startswith('pubpipe.figures')])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60), st.integers(0, len(OWN)))
def test_no_pose_breaks_the_reader(text: str, at: int) -> None:
    """Whatever an author types into one, there is an article or a finding."""
    report = Report("article.md")
    source = SOUND.replace(FIGURE, f":pose: {OWN[:at]}{text}{OWN[at:]}\n")
    assert (read_markdown(SourceText("article.md", source), report) is None) == report.has_errors
