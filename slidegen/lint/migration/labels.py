"""Every place that names a `run` label in a document: one list of the ways to write one.

Must not know whose label it is, or whether it is stale.
"""

from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.migration.label_use import LabelUse
from slidegen.lint.migration.labels_in_commands import uses_in_command
from slidegen.lint.migration.labels_in_manifests import uses_in_manifest
from slidegen.lint.migration.labels_in_text import uses_in_paths, uses_in_text
from slidegen.lint.migration.worth_reading import may_label_run
from slidegen.lint.yaml_block import yaml_blocks_in


def label_uses(document: Document) -> tuple[LabelUse, ...]:
    """The `run` labels of `document`, in order. What knows a place best comes last, and stays."""
    if not document.view(may_label_run):
        return ()
    uses = [*uses_in_text(document), *uses_in_paths(document)]
    uses += (use for block in document.view(yaml_blocks_in) for use in uses_in_manifest(document, block))
    uses += (use for command in document.view(commands_in) for use in uses_in_command(document, command))
    found = {use.key_start: use for use in uses}
    return tuple(found[at] for at in sorted(found))
