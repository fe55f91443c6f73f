"""The ``drafter`` command: parse, call, report. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys

import typer

from drafter import __version__
from drafter.cli import usage
from drafter.cli.commands import (
    batch,
    catalogue,
    check,
    compare,
    demo,
    doctor,
    draft,
    export,
    init,
    library,
    log,
    outline_new,
)
from drafter.errors import DrafterError

__all__ = ["app", "main"]

_INTERRUPTED = 130

app = typer.Typer(
    name="drafter",
    cls=usage.ChineseGroup,
    help="履行教育职责自评报告：起草、检查。数字都能回到单元格、材料或政策条款。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for _module in (demo, init, draft, check, compare, batch, library, catalogue, outline_new, export, log, doctor):
    _module.register(app)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"drafter {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="显示版本号"),
) -> None:
    """履行教育职责自评报告：起草、检查。数字都能回到单元格、材料或政策条款。"""


def main() -> None:
    """Run the command line; every failure the user can mend is one Chinese line on stderr."""
    try:
        code = app(standalone_mode=False)
    except DrafterError as error:
        typer.echo(f"错误：{error}", err=True)
        code = error.exit_code
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except BrokenPipeError:
        code = 0
    except Exception as error:
        line = usage.explain(error)
        if line is None:
            raise
        typer.echo(f"错误：{line}", err=True)
        code = 2
    if code == _INTERRUPTED:  # mostly Typer has caught it already and returns the code
        typer.echo("已中断。", err=True)
    sys.exit(code if isinstance(code, int) else 0)
