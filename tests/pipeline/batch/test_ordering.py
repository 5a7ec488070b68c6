"""Rows to tasks: each names exactly one article and one profile that are there."""

from pathlib import Path

import pytest

from pubpipe.errors import UsageError
from pubpipe.findings import Code
from pubpipe.pipeline.batch.order import BatchOrder, RowTask
from pubpipe.pipeline.batch.ordering import Ordered, ordered
from pubpipe.pipeline.choices import Choices, read_choices
from pubpipe.reading.rows import read_rows
from tests.support import rows


def read(path: Path | None) -> Choices:
    """The choices of a profile."""
    return read_choices(path, None)


def order(folder: Path, text: str, **wishes: object) -> Ordered:
    """The tasks of a file of rows in a project."""
    data = folder / "rows.csv"
    data.write_text(text, encoding="utf-8")
    reading = read_rows(data, ("pdf", "epub", "audio", "html"))
    assert reading.findings == ()
    made = BatchOrder(data=data, read=read, project=folder, output=folder / "out", **wishes)  # type: ignore[arg-type]
    return ordered(reading, made)


def found(result: Ordered) -> list[tuple[Code, int | None]]:
    """The codes and lines of what was found."""
    return [(one.code, one.position.line) for one in (*result.about_all, *result.about_rows)]


def only(result: Ordered) -> RowTask:
    """The one task, with which nothing is wrong."""
    assert found(result) == []
    (task,) = result.tasks
    return task


def other(folder: Path, id: str, language: str = "en-GB", name: str = "") -> Path:
    """One more article."""
    home = folder / "source" / (name or id)
    home.mkdir(parents=True)
    text = rows.ARTICLE.replace("id: neck-care", f"id: {id}").replace("language: en-GB", f"language: {language}")
    (home / "article.md").write_text(text.replace("figures/side-neck.svg", "library/side-neck"), encoding="utf-8")
    return home / "article.md"


@pytest.mark.parametrize("cell", ["neck-care", "source/neck-care", "source/neck-care/article.md"])
def test_an_article_is_named_by_its_id_or_its_path(tmp_path: Path, cell: str) -> None:
    """Below source/."""
    path = rows.project(tmp_path)
    other(tmp_path, "hip-care")
    task = only(order(tmp_path, f"article\n{cell}\n"))
    assert task.article == path
    assert (task.id, task.language, task.name) == ("neck-care", "en-GB", "0002-neck-care")


def test_an_id_may_be_another_name_than_the_folder_s(tmp_path: Path) -> None:
    """But not one folder's name and another's id."""
    rows.project(tmp_path)
    path = other(tmp_path, "hip-care", name="hips")
    assert only(order(tmp_path, "article\nhip-care\n")).article == path
    assert only(order(tmp_path, "article\nhips\n")).article == path
    other(tmp_path, "hips", name="hip-care")
    assert found(order(tmp_path, "article\nhips\n")) == [(Code.UNKNOWN_ARTICLE, 2)]


@pytest.mark.parametrize("cell", ["nek-care", "../neck-care", "/etc/passwd", "outside/article.md", "rows.csv", "."])
def test_an_article_that_is_not_there_is_an_error_at_the_row(tmp_path: Path, cell: str) -> None:
    """Nothing outside source/ is read."""
    rows.project(tmp_path)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "article.md").write_text(rows.ARTICLE, encoding="utf-8")
    result = order(tmp_path, f"article\n{cell}\n")
    assert found(result) == [(Code.UNKNOWN_ARTICLE, 2)]
    assert result.tasks == ()
    assert "neck-care" in result.about_rows[0].remedy
    assert cell not in result.about_rows[0].message or cell == "."


def test_an_article_that_is_a_link_out_of_the_project_is_not_there(tmp_path: Path) -> None:
    """A row may come from anywhere."""
    rows.project(tmp_path / "project")
    path = rows.project(tmp_path / "elsewhere", rows.ARTICLE.replace("id: neck-care", "id: secret"))
    (tmp_path / "project" / "source" / "linked").symlink_to(path.parent)
    assert found(order(tmp_path / "project", "article\nlinked\n")) == [(Code.UNKNOWN_ARTICLE, 2)]


def test_an_article_with_errors_is_told_once_and_stops_its_rows(tmp_path: Path) -> None:
    """With its own findings, and a line for each row."""
    rows.project(tmp_path, rows.ARTICLE.replace(":::{disclaimer}", ":::{tip}"))
    result = order(tmp_path, "article\nneck-care\nneck-care\n")
    assert [one.code for one in result.about_all] == [Code.NO_DISCLAIMER]
    assert [one.position.line for one in result.about_rows] == [2, 3]


def test_a_language_is_the_article_s_or_that_of_the_one_sibling(tmp_path: Path) -> None:
    """Pubpipe does not translate."""
    path = rows.project(tmp_path)
    text = "article,language\nneck-care,en-US\n"
    assert found(order(tmp_path, text)) == [(Code.UNKNOWN_ARTICLE, 2)]
    assert only(order(tmp_path, "article,language\nneck-care,en-GB\n")).article == path
    assert only(order(tmp_path, "article,language\nneck-care,en\n")).article == path
    other(tmp_path, "neck-care-en-us", "en-GB")
    assert found(order(tmp_path, text)) == [(Code.UNKNOWN_ARTICLE, 2)]
    sibling = other(tmp_path, "neck-care-en", "en-US")
    assert only(order(tmp_path, text)).article == sibling
    (tmp_path / "source" / "neck-care-en-us" / "article.md").unlink()
    other(tmp_path, "neck-care-en-us", "en-US", name="third")
    assert found(order(tmp_path, text)) == [(Code.UNKNOWN_ARTICLE, 2)]


def test_a_row_has_its_profile_and_editions_and_formats(tmp_path: Path) -> None:
    """A path begins at the rows or at the project; without one there is the default."""
    rows.project(tmp_path)
    (tmp_path / "clinic.yaml").write_text("clinic: {name: A}\n", encoding="utf-8")
    (tmp_path / "default.yaml").write_text("clinic: {name: B}\n", encoding="utf-8")
    text = "article,profile,edition,formats\nneck-care,clinic.yaml,large-print,pdf\nneck-care,,,\n"
    result = order(tmp_path, text, profile=tmp_path / "default.yaml", formats=("html",))
    assert found(result) == []
    first, second = result.tasks
    assert [one.choices.profile.clinic and one.choices.profile.clinic.name for one in result.tasks] == ["A", "B"]
    assert first.choices.profile.print.editions == ("large-print",)
    assert second.choices.profile.print.editions == ("handout", "large-print")
    assert (first.formats, second.formats) == (("pdf",), ("html",))


@pytest.mark.parametrize("cell", ["none.yaml", "../clinic.yaml", "/etc/passwd", "bad.yaml", "source"])
def test_a_profile_that_is_not_there_or_has_errors_is_an_error_at_the_row(tmp_path: Path, cell: str) -> None:
    """And nothing outside the project is read for a row."""
    project = tmp_path / "project"
    rows.project(project)
    (tmp_path / "clinic.yaml").write_text("clinic: {name: A}\n", encoding="utf-8")
    (project / "bad.yaml").write_text("clinics: {name: A}\n", encoding="utf-8")
    assert found(order(project, f"article,profile\nneck-care,{cell}\n")) == [(Code.BAD_CELL, 2)]


def test_a_column_for_a_stretch_that_no_article_has_is_an_error(tmp_path: Path) -> None:
    """With the nearest name; one that another row's article has is none."""
    rows.project(tmp_path)
    text = rows.ARTICLE.replace("Chin tuck", "Head nod")
    home = other(tmp_path, "head-care")
    home.write_text(home.read_text("utf-8").replace("Chin tuck", "Head nod"), encoding="utf-8")
    assert "Head nod" in text
    both = "article,head-nod.repeat,chin-tuck.repeat\nneck-care,,5\nhead-care,5,\n"
    assert found(order(tmp_path, both)) == []
    result = order(tmp_path, "article,chin-tucks.repeat\nneck-care,5\n")
    assert found(result) == [(Code.UNKNOWN_COLUMN, 1)]
    assert "chin-tuck.repeat" in result.about_all[0].remedy


def test_two_rows_of_one_name_are_an_error_before_anything_is_made(tmp_path: Path) -> None:
    """Also where only the size of letters tells them apart."""
    rows.project(tmp_path)
    result = order(tmp_path, "article\nneck-care\nneck-care\n", name="{article}")
    assert found(result) == [(Code.SAME_NAME, 3)]
    assert found(order(tmp_path, "article\nneck-care\nneck-care\n", name="{article}-{row}")) == []


def test_a_project_without_articles_is_wrong_usage(tmp_path: Path) -> None:
    """As it is for a build."""
    with pytest.raises(UsageError):
        order(tmp_path, "article\nneck-care\n")


def test_what_a_worker_is_given_does_not_show_free_lines(tmp_path: Path) -> None:
    """A traceback may print it."""
    rows.project(tmp_path)
    assert "Anna" not in repr(only(order(tmp_path, "article,note\nneck-care,Anna\n")))
