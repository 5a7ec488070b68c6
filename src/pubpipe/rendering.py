"""Templates to markup: the only home of Jinja2.

Every name that a template uses must exist (StrictUndefined) and everything is
escaped. A template sees what the format hands it and nothing else: no files but
templates, no environment, no clock. Templates are trusted like code (they come
from the package or from the project itself); articles are not.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import jinja2

from pubpipe.errors import OutputError
from pubpipe.packaged import packaged_templates


class Templates:
    """Finds templates in the given folders, the first that has one wins; renders them.

    Two `Templates` over the same folders share one environment, and so parse each template once.
    """

    def __init__(self, *project_folders: Path) -> None:
        self.folders = (*project_folders, packaged_templates())

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """The template `name` (such as "handout/handout.html") filled in with `context`."""
        try:
            return _environment(self.folders).get_template(name).render(context)
        except jinja2.TemplateError as error:
            raise _template_error(name, error) from error

    def read(self, name: str) -> str:
        """A file beside the templates, such as a style sheet, as it stands."""
        for folder in self.folders:
            path = folder / name
            if path.is_file():
                return path.read_text(encoding="utf-8")
        raise OutputError(f"The template file “{name}” is missing.", "Restore it, or remove your own templates/.")


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _template_error(name: str, error: jinja2.TemplateError) -> OutputError:
    if isinstance(error, jinja2.TemplateNotFound):
        return OutputError(
            f"The template “{error.name}” (used by “{name}”) is missing.",
            "Restore it, or remove your own templates/ to use pubpipe's.",
        )
    line = f", line {error.lineno}" if isinstance(error, jinja2.TemplateSyntaxError) else ""
    where = getattr(error, "name", None) or name
    return OutputError(f"The template “{where}”{line} cannot be used: {error.message}", "Mend the template.")
