"""`slidegen schema`: what editors complete and check manifests and settings by.

Knows the names of the schemas. Must not know what is in them.
"""

import json

import click

from slidegen.source.schema import SCHEMAS


@click.command("schema")
@click.argument("name", type=click.Choice(list(SCHEMAS)))
def command(name: str) -> None:
    """Print the JSON Schema of manifests, or of settings.

    An editor takes it from a line at the top of the file: `# yaml-language-server: $schema=FILE` in a
    manifest, `#:schema FILE` in slidegen.toml.
    """
    click.echo(json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2))
