"""The one visible list of rules, by code. A new rule is one new file here, and one line in `RULES`.

A line says the rule's code, its module, which is called as the rule is, and of what one stands in every text
in which it finds something: without any of that not even its module is loaded. The docstring of a rule's
module is its page for users; `slidegen.lint.rule_page` says in which form.
"""

from slidegen.lint.rule_form import Judges, ListedRule
from slidegen.lint.stale import SPELLINGS

KUBECTL = SPELLINGS["kubectl"]
LABELS = ("kubernetes.io/", "certmanager.k8s.io")
SECRETS = ("secrets[", ".secrets", "default-token", "get secret", "service-account")
COMPONENTS = (
    *("kubelet", "KUBELET_", "kube-", "hyperkube", "xtraArgs"),
    *("kubeadm", "minikube", "etcdctl", "dockershim"),
)


def in_texts(code: str, name: str, *signs: str) -> ListedRule:
    """A rule that judges each text of any kind."""
    return _listed(code, name, "texts", signs)


def in_markdown(code: str, name: str, *signs: str) -> ListedRule:
    """A rule that judges each Markdown text."""
    return _listed(code, name, "markdown", signs)


def in_projects(code: str, name: str, *signs: str) -> ListedRule:
    """A rule that judges all texts together."""
    return _listed(code, name, "projects", signs)


def by_engine(code: str, name: str) -> ListedRule:
    """A rule that only the engine can apply, since it follows from what all others find."""
    return _listed(code, name, "nothing", ())


def _listed(code: str, name: str, judges: Judges, signs: tuple[str, ...]) -> ListedRule:
    return ListedRule(code, name.replace("_", "-"), f"{__name__}.{name}", judges, signs)


RULES: tuple[ListedRule, ...] = (
    # SG05x  suppressions (SG0xx: what reading yields, `slidegen.lint.reading`)
    by_engine("SG051", "unused_suppression"),
    by_engine("SG052", "unknown_suppression"),
    in_texts("SG053", "unreadable_suppression", "lidegen", "LIDEGEN"),
    # SG1xx  kubectl commands
    in_texts("SG101", "kubectl_run_generator", "run"),
    in_texts("SG102", "run_label", "run"),
    in_texts("SG103", "kubectl_run_removed_flag", "run"),
    in_texts("SG104", "exec_without_dashes", "exec"),
    in_texts("SG105", "bare_dry_run", "dry-run"),
    in_texts("SG106", "record_flag", "--record"),
    in_texts("SG107", "cascade_boolean", "--cascade"),
    in_texts("SG108", "stale_kubectl_flag", *KUBECTL),
    in_texts("SG109", "stale_kubectl_verb", *KUBECTL),
    in_texts("SG110", "stale_kubectl_resource", *KUBECTL),
    in_texts("SG111", "create_without_name", "create", "--image"),
    in_texts("SG112", "stale_node_label", *LABELS),
    in_texts("SG113", "typographic_character"),
    in_texts("SG114", "token_secret", *SECRETS),
    in_texts("SG115", "absent_controller", " rc", " replicationcontroller"),
    in_texts("SG116", "api_version_in_command"),
    in_texts("SG117", "run_label_in_prose", "`run`"),
    in_texts("SG118", "unmatched_selector", "-l", "--selector"),
    # SG2xx  Kubernetes manifests
    in_texts("SG201", "removed_api_version", "apiVersion"),
    in_texts("SG202", "deprecated_api_version", "apiVersion"),
    in_texts("SG203", "pod_security_policy", "PodSecurityPolicy", "podsecuritypolicies"),
    in_texts("SG204", "ingress_backend", "Ingress"),
    in_texts("SG205", "endpoints_object", "Endpoints"),
    in_texts("SG206", "missing_selector", "apps"),
    in_texts("SG207", "stale_label", *LABELS),
    in_texts("SG208", "duplicate_yaml_key", "apiVersion"),
    in_texts("SG209", "git_repo_volume", "gitRepo"),
    in_texts("SG210", "schema_violation", "apiVersion"),
    # SG3xx  docker, compose, helm, registries, programs of a cluster
    in_texts("SG301", "docker_compose_v1", "docker-compose"),
    in_texts("SG302", "compose_version_key", "services"),
    in_texts("SG303", "retired_registry"),
    in_texts("SG304", "retired_source"),
    in_texts("SG305", "helm_2", "helm"),
    in_texts("SG306", "retired_program"),
    in_texts("SG307", "dockerfile_maintainer", "MAINTAINER", "aintainer"),
    in_texts("SG308", "retired_image"),
    in_texts("SG309", "retired_chart", "helm"),
    in_texts("SG310", "stale_docker", "docker"),
    in_texts("SG311", "unpinned_version", "latest", "raw.githubusercontent.com/", "/raw/"),
    in_texts("SG312", "stale_component_flag", *COMPONENTS),
    # SG4xx  slides
    in_markdown("SG401", "unclosed_class", "["),
    in_markdown("SG402", "unclosed_fence", "```", "~~~"),
    in_markdown("SG403", "unclosed_comment", "<!--"),
    in_markdown("SG404", "short_fence", "```", "~~~"),
    in_markdown("SG405", "unknown_macro", "![:"),
    in_markdown("SG406", "unknown_template", "template:"),
    in_markdown("SG407", "unknown_variable", "@@"),
    in_markdown("SG409", "failed_macro", "![:"),
    in_markdown("SG410", "unknown_property"),
    in_markdown("SG411", "property_in_prose"),
    in_markdown("SG412", "duplicate_slide_name", "name:"),
    in_markdown("SG413", "dead_internal_link", "#"),
    in_markdown("SG414", "missing_image"),
    in_markdown("SG415", "missing_alt_text", "![", "<"),
    in_markdown("SG416", "skipped_heading_level"),
    in_texts("SG417", "blank_after_separator"),
    in_markdown("SG418", "unused_fragment"),
    in_markdown("SG419", "duplicate_section_title"),
    in_markdown("SG420", "remote_resource", "//"),
    in_texts("SG421", "repeated_version", "github", "--version"),
    in_markdown("SG422", "dead_file_link", "](", "]:", "href", "HREF", "<iframe"),
    in_markdown("SG430", "markdown_as_text", "<", "| --", "|--"),
    in_markdown("SG431", "dialect"),
    in_markdown("SG434", "unreadable_formula", "$", "\\"),
    in_markdown("SG435", "unread_markdown"),
    in_markdown("SG437", "property_value"),
    # SG5xx  exercises
    in_projects("SG501", "shell_syntax"),
    in_texts("SG502", "lost_continuation"),
    in_texts("SG503", "missing_repository_path", "~/", "HOME"),
    in_projects("SG504", "created_twice", "kubectl"),
    in_markdown("SG505", "unresolved_placeholder"),
    in_markdown("SG506", "unknown_verb"),
    in_markdown("SG507", "wait_without_command"),
    in_markdown("SG508", "dummy_class", ".dummy["),
    # SG6xx  slides as they are shown (the others: `slidegen.lint.browser_rules`)
    in_markdown("SG620", "estimated_overflow"),
)
