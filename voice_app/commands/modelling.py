"""``voice model``: make a model from corrections, compare models, read the card."""

from importlib import resources
from pathlib import Path

import click

from analysis.model_file import ModelFault
from voice_app.commands.app import opened

NEEDS_LEARNING = (
    "Making a model needs scikit-learn, which running the service does not. "
    "Install it with: pip install 'children-voice[learning]'"
)


@click.group()
def model() -> None:
    """The model that helps to tell what words are about."""


@model.command()
def card() -> None:
    """Say what the shipped models were made from, how good they are, and what they are not for.

    Example: voice model card
    """
    file = resources.files("analysis").joinpath("models", "CARD.md")
    click.echo(file.read_text(encoding="utf-8"))


@model.command()
def train() -> None:
    """Make a model from the corpus and the corrections made here; use it unless it is worse.

    It runs in a checkout, where the corpus lies. Afterwards, "voice retag" reads older texts with
    it.

    Example: voice model train
    """
    try:
        from analysis.learning import correcting  # noqa: PLC0415 - needs scikit-learn
        from voice_app.services import modelling  # noqa: PLC0415 - so does this
    except ModuleNotFoundError as missing:
        raise click.ClickException(NEEDS_LEARNING) from missing
    with opened() as app:
        try:
            made = modelling.make(now=app.extensions["voice.clock"]())
        except correcting.TooFew as few:
            raise click.ClickException(f"{few} Nothing was changed.") from few
    for name, value in made.card.items():
        click.echo(f"{name}: {value}")
    click.echo("It is in use now." if made.used else "Refused: it is worse than the one in use.")


@model.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True), required=False)
def compare(file: Path | None) -> None:
    """Hold the models against corrections that none of them learned from.

    Example: voice model compare another.model
    """
    try:
        from voice_app.services import modelling  # noqa: PLC0415 - needs scikit-learn
    except ModuleNotFoundError as missing:
        raise click.ClickException(NEEDS_LEARNING) from missing
    with opened():
        try:
            figures = modelling.compare(file)
        except ModelFault as fault:
            raise click.ClickException(f"{file}: {fault}") from fault
    if not figures:
        click.echo("No correction has been held back yet: there is nothing to compare on.")
    for name, of_model in figures.items():
        click.echo(name)
        for figure, value in of_model.items():
            click.echo(f"  {figure:<26}{value}")
