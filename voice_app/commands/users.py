"""Accounts from the command line."""

from typing import Any

import click

from voice_app.clock import utc_now
from voice_app.commands.app import opened
from voice_app.policy import Role
from voice_app.services import accounts


@click.group()
def user() -> None:
    """Make and list accounts."""


@user.command()
@click.argument("sign_in")
@click.option("--name", required=True, help="As colleagues and children know them.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([*map(str, Role)]))
@click.option("--reading-duty", is_flag=True, help="May read every free text.")
@click.option("--staff-number", default="", help="What the case system calls them.")
@click.password_option()
def add(**given: Any) -> None:
    """Make an account.

    Example: voice user add maura@council.example --name "Maura Ellery" --role iro
    """
    held = frozenset(Role(role) for role in given.pop("roles"))
    new = accounts.NewUser(roles=held, **given)
    with opened():
        try:
            accounts.create_user(new, by=None, now=utc_now())
        except accounts.AccountRefused as why:
            raise click.ClickException(str(why)) from why
    click.echo(f"{new.name} can sign in as {new.sign_in}.")


@user.command(name="list")
def list_users() -> None:
    """List every account with its roles.

    Example: voice user list
    """
    with opened():
        for row in accounts.all_users():
            state = "" if row.active else " (closed)"
            click.echo(f"{row.sign_in}\t{row.name}\t{', '.join(row.roles)}{state}")


@user.command()
@click.argument("sign_in")
@click.argument("staff_number")
def number(sign_in: str, staff_number: str) -> None:
    """Say which number the case system knows somebody by, so that an extract finds them.

    Example: voice user number maura@council.example W-1042
    """
    with opened():
        user_id = accounts.user_id(sign_in)
        if user_id is None:
            raise click.ClickException("There is no account with this sign-in name.")
        try:
            accounts.set_staff_number(user_id, staff_number, by=None, now=utc_now())
        except accounts.AccountRefused as why:
            raise click.ClickException(str(why)) from why
    click.echo(f"{sign_in} is known by that number now.")


@user.command()
@click.argument("sign_in")
def close(sign_in: str) -> None:
    """Close an account: from now on it opens nothing.

    Example: voice user close maura@council.example
    """
    with opened():
        user_id = accounts.user_id(sign_in)
        if user_id is None:
            raise click.ClickException("There is no account with this sign-in name.")
        accounts.close_account(user_id, by=None, now=utc_now())
    click.echo(f"{sign_in} is closed.")
