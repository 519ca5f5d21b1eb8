"""The one visible list of rules, by code. A new rule is one new file here, and one line in `RULES`.

The docstring of a rule's module is its page for users; `slidegen.lint.page` says in which form.
"""

from slidegen.lint.document import RuleModule
from slidegen.lint.rules import (
    blank_after_separator,
    dead_internal_link,
    deprecated_api_version,
    duplicate_section_title,
    duplicate_slide_name,
    duplicate_yaml_key,
    endpoints_object,
    ingress_backend,
    kubectl_run_generator,
    missing_alt_text,
    missing_image,
    missing_selector,
    pod_security_policy,
    property_in_prose,
    remote_resource,
    removed_api_version,
    run_label,
    short_fence,
    skipped_heading_level,
    stale_label,
    unclosed_class,
    unclosed_comment,
    unclosed_fence,
    unknown_property,
    unknown_suppression,
    unknown_template,
    unknown_variable,
    unreadable_suppression,
    unused_fragment,
    unused_suppression,
)

RULES: tuple[RuleModule, ...] = (
    # SG05x  suppressions (SG0xx: what reading yields, `slidegen.lint.reading`)
    unused_suppression,
    unknown_suppression,
    unreadable_suppression,
    # SG1xx  kubectl commands
    kubectl_run_generator,
    run_label,
    # SG2xx  Kubernetes manifests
    removed_api_version,
    deprecated_api_version,
    pod_security_policy,
    ingress_backend,
    endpoints_object,
    missing_selector,
    stale_label,
    duplicate_yaml_key,
    # SG3xx  docker, compose, helm, registries
    # SG4xx  slides
    unclosed_class,
    unclosed_fence,
    unclosed_comment,
    short_fence,
    unknown_template,
    unknown_variable,
    unknown_property,
    property_in_prose,
    duplicate_slide_name,
    dead_internal_link,
    missing_image,
    missing_alt_text,
    skipped_heading_level,
    blank_after_separator,
    unused_fragment,
    duplicate_section_title,
    remote_resource,
    # SG5xx  exercises
)
