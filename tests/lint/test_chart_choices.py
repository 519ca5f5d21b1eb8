"""What a chart's template leaves out on clusters of the target is not judged; all else of it is."""

import pytest
from lint.workbench import findings_in

POLICY = "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: {{ .Release.Name }}\n"
ROLE = 'apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\nmetadata:\n  name: "{{ .Release.Name }}"\n'
OLDER = '{{- if semverCompare "<1.25-0" .KubeVersion }}'
LATER = '{{- if semverCompare ">=1.25-0" .Capabilities.KubeVersion.Version }}'
ASKED = {
    "an older release": '{{- if semverCompare "<1.25-0" .Capabilities.KubeVersion.GitVersion -}}',
    "a span of releases": '{{ if semverCompare ">= 1.16-0, < 1.25-0" .Capabilities.KubeVersion.Version }}',
    "and a value": '{{- if and .Values.psp (semverCompare "<=1.24-0" (include "x.kubeVersion" .)) }}',
    "the kind": '{{- if .Capabilities.APIVersions.Has "policy/v1beta1/PodSecurityPolicy" }}',
    "the version": '{{- if and (.Capabilities.APIVersions.Has "policy/v1beta1") .Values.psp }}',
    "a helper": '{{- if and (include "common.capabilities.psp.supported" .) .Values.psp }}',
    "a variable": '{{- $old := semverCompare "<1.25-0" .KubeVersion }}\n{{- if and $old .x }}',
    "the answer no": f"{LATER}\n{{{{- else -}}}}",
    "another question in between": f'{LATER}\n{{{{- else if semverCompare "<1.2" .kubeVersion }}}}',
    "a part that is written always": f"{OLDER}\n{{{{- range .x }}}}{{{{ end }}}}",
}
OTHERWISE = {
    "a newer release": LATER,
    "a value": "{{- if .Values.psp.create }}\n{{- $name := .x }}",
    "one of two things": '{{- if or .x (semverCompare "<1.25-0" .Capabilities.KubeVersion.Version) }}',
    "a release of something else": '{{- if semverCompare "<1.25-0" .Values.image.tag }}',
    "an API that lives on": '{{- if .Capabilities.APIVersions.Has "policy/v1" }}',
    "a part that has ended": f"{OLDER}\n{{{{- end }}}}\n{{{{- if .x }}}}",
    "the other part": f"{OLDER}\n{{{{- else }}}}",
    "a variable of something else": "{{- $old := .Values.old }}\n{{- if $old }}",
}


def told(asked: str, version: str = "1.30") -> list[str]:
    text = f"{asked}\n{POLICY}{{{{- end }}}}\n---\n{ROLE}"
    found = findings_in({"chart/templates/psp.yaml": text}, "SG201", "SG203", version=version)
    return [finding.rule.code for finding in found]


@pytest.mark.parametrize("name", ASKED)
def test_what_is_left_out_is_not_told(name: str) -> None:
    assert told(ASKED[name]) == ["SG201"]
    assert "SG203" in told(POLICY)


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_written_is_told(name: str) -> None:
    assert told(OTHERWISE[name]) == ["SG203", "SG201"]


def test_of_two_versions_the_one_that_is_written_is_told() -> None:
    text = (
        '{{- if semverCompare ">=1.14-0" .Capabilities.KubeVersion.Version -}}\n'
        "apiVersion: networking.k8s.io/v1beta1\n{{- else -}}\napiVersion: extensions/v1beta1\n{{- end }}\n"
        "kind: Ingress\nmetadata:\n  name: {{ .Release.Name }}\n"
    )
    (found,) = findings_in({"chart/templates/ingress.yaml": text}, "SG201", version="1.30")
    assert found.start.line == 2
    asked = text.replace("semverCompare", "test")
    assert len(findings_in({"chart/templates/ingress.yaml": asked}, "SG201", version="1.30")) == 2
