"""JSON Schemas of manifests and of settings, from the tables that the code itself reads.

Editors complete and check by them. They say what the readers take, so a test compares the two.

Knows the two tables. Must not know who asks.
"""

from collections.abc import Mapping

from slidegen.source import manifest, settings
from slidegen.source.forms import FORMS, Form, FormName
from slidegen.source.manifest import Field
from slidegen.source.markdown_extras import EXTRAS
from slidegen.source.planned_time import MOST
from slidegen.source.settings import MAX_PORT, Setting

Schema = dict[str, object]

DIALECT = "http://json-schema.org/draft-07/schema#"  #: what editors know best

_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_SCALARS: Schema = {"type": "array", "items": _SCALAR}
_FLAG: Schema = {"enum": [True, False, "yes", "no", "on", "off"]}
_NAMED: Schema = {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}}

_MINUTES: Schema = {"type": "number", "minimum": 0, "maximum": MOST}
_PLAN: Schema = {
    "anyOf": [
        {**_MINUTES, "exclusiveMinimum": 0},
        {"type": "object", "additionalProperties": _MINUTES},
    ]
}

#: An entry of `content` is a path, Markdown, nothing (all commented out), or a part: a list of entries.
_ENTRIES: Schema = {
    "type": "array",
    "items": {"anyOf": [{"type": ["string", "number", "null"]}, {"$ref": "#/definitions/entries"}]},
}


def _of_form(form: Form) -> Schema:
    return {"type": _SCALAR["type"] if form.is_any_scalar else "string", "pattern": f"^(?:{form.pattern})$"}


_FORMS: dict[FormName, Schema] = {name: _of_form(form) for name, form in FORMS.items()}
#: What YAML takes `1.32` for is a number.
_VERSION: Schema = {
    "anyOf": [_FORMS["version"], {"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 2}]
}
_SPANS: Schema = {
    "anyOf": [
        _FLAG,
        {"type": "string"},
        {
            "type": "object",
            "properties": {"regexp": {"type": "string"}, "flags": {"type": "string"}},
            "required": ["regexp"],
            "additionalProperties": False,
        },
    ]
}
_REMARK: Mapping[manifest.RemarkKind, Schema] = {
    "text": _SCALAR,
    "ratio": _FORMS["ratio"],
    "number-format": _SCALAR,
    "boolean": _FLAG,
    "texts": {"anyOf": [_SCALARS, {"type": "string"}]},
    "spans": _SPANS,
}

_IN_A_MANIFEST: Mapping[manifest.Kind, Schema] = {
    **{name: schema for name, schema in _FORMS.items()},  # noqa: C416
    "version": _VERSION,
    "text": _SCALAR,
    "page": {"type": "string", "pattern": r"^[^./\\][^/\\:]*\.html$"},
    "boolean": _FLAG,
    "minutes": {"allOf": [_PLAN]},  # behind `allOf`, since nothing is no plan
    "texts": {"anyOf": [_SCALARS, _SCALAR]},
    "pairs": _NAMED,
    "entries": {"allOf": [{"$ref": "#/definitions/entries"}]},
    "path-or-false": {"type": ["string", "number", "boolean"], "not": {"enum": [True, "yes", "on"]}},
}
_IN_SETTINGS: Mapping[settings.Kind, Schema] = {
    **{name: {"type": "string", "pattern": schema["pattern"]} for name, schema in _FORMS.items()},
    "text": {"type": "string"},
    "port": {"type": "integer", "minimum": 0, "maximum": MAX_PORT},
    "factor": {"type": "number", "exclusiveMinimum": 0},
    "boolean": {"type": "boolean"},
    "texts": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]},
    "table": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
    "table-of-texts": {
        "type": "object",
        "additionalProperties": {
            "anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]
        },
    },
}


def manifest_schema() -> Schema:
    """What a manifest may hold; a key that no table has is refused."""
    return {
        "$schema": DIALECT,
        "title": "A manifest of slidegen",
        "description": "A deck: the fragment files that it is made of, and what is said about it",
        "type": "object",
        "anyOf": [{"required": ["content"]}, {"required": ["chapters"]}],
        "properties": {field.key: _of_field(field) for field in manifest.FIELDS},
        "additionalProperties": False,
        "definitions": {"entries": _ENTRIES},
    }


def settings_schema() -> Schema:
    """What `slidegen.toml` may hold, table by table."""
    tables = dict.fromkeys(setting.table for setting in settings.SETTINGS if setting.table)
    properties = _properties("") | {
        table: {"type": "object", "properties": _properties(table), "additionalProperties": False}
        for table in tables
    }
    return {
        "$schema": DIALECT,
        "title": "The settings of slidegen",
        "description": f"{settings.FILE_NAME}, or [tool.slidegen] in pyproject.toml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


SCHEMAS = {"manifest": manifest_schema, "settings": settings_schema}


def _of_field(field: Field) -> Schema:
    schema = _remark_schema() if field.kind == "remark" else _IN_A_MANIFEST[field.kind]
    if field.key == "extras":
        names: Schema = {"enum": list(EXTRAS)}
        schema = {"anyOf": [{"type": "array", "items": names}, names]}
    return {"description": field.doc, **_or_nothing(schema)}


def _or_nothing(schema: Schema) -> Schema:
    """A key whose value is left out is as good as none."""
    match schema:
        case {"type": str(name)}:
            return {**schema, "type": [name, "null"]}
        case {"type": list(names)}:
            return {**schema, "type": [*names, "null"]}
        case {"enum": list(values)}:
            return {**schema, "enum": [*values, None]}
        case {"anyOf": list(choices)}:
            return {**schema, "anyOf": [*choices, {"type": "null"}]}
    return schema


def _remark_schema() -> Schema:
    known: Schema = {option.key: _REMARK[option.kind] for option in manifest.REMARK_OPTIONS}
    ignored: Schema = {key: {} for key in sorted(manifest.REMARK_IGNORED)}
    return {"type": "object", "properties": known | ignored, "additionalProperties": False}


def _properties(table: str) -> Schema:
    return {
        setting.key.rpartition(".")[2]: _of_setting(setting)
        for setting in settings.SETTINGS
        if setting.table == table
    }


def _of_setting(setting: Setting) -> Schema:
    schema: Schema = {"enum": list(setting.choices)} if setting.choices else dict(_IN_SETTINGS[setting.kind])
    default = setting.default
    if default not in (None, (), ""):
        schema["default"] = list(default) if isinstance(default, tuple) else default
    return {"description": setting.doc, **schema}
