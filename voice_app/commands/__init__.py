"""The ``voice`` command line, the topmost layer. Each group is loaded when it is first called.

That is the one place where a module is imported by its name: tagging and PDF making load heavy
libraries which no other command should wait for.
"""

from importlib import import_module

import click

GROUPS = {
    "demo": ("voice_app.commands.demonstration", "demo"),
    "export": ("voice_app.commands.exporting", "export"),
    "import": ("voice_app.commands.importing", "import_"),
    "invite": ("voice_app.commands.asking", "invite"),
    "keys": ("voice_app.commands.keys", "keys"),
    "migrate": ("voice_app.commands.database", "migrate"),
    "model": ("voice_app.commands.modelling", "model"),
    "record": ("voice_app.commands.records", "record"),
    "retag": ("voice_app.commands.retagging", "retag"),
    "revoke": ("voice_app.commands.asking", "revoke"),
    "serve": ("voice_app.commands.serving", "serve"),
    "survey": ("voice_app.commands.asking", "survey"),
    "tag": ("voice_app.commands.tagging", "tag"),
    "try": ("voice_app.commands.trying", "try_"),
    "understand": ("voice_app.commands.understanding", "understand"),
    "user": ("voice_app.commands.users", "user"),
    "worker": ("voice_app.commands.working", "worker"),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command there is."""
        return sorted(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command."""
        if cmd_name not in GROUPS:
            return None
        module, name = GROUPS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup)
def main() -> None:
    """Hear children in care, and make what they said count."""
