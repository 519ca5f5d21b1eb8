"""Flags of a cluster's own programs are found wherever these are started, and nobody else's are."""

import platform
import subprocess
from pathlib import Path

import pytest
from lint.workbench import findings_in

from slidegen.finding import Severity
from slidegen.lint.stale import rows
from slidegen.lint.version import Version

UNIT = """[Service]
ExecStart=/usr/bin/kubelet \\\\
  --v=2 \\\\
  --network-plugin=cni \\\\
  --register-node=true
"""
POD = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: b\n    command:"
NODE = "nodeRegistration:\n  "
KUBEADM = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n"
PLUGINS = "apiServer:\n  extraArgs:\n    enable-admission-plugins: A,PodSecurityPolicy\n"


def fence(text: str, language: str = "bash") -> dict[str, str]:
    return {"a.md": f"# A\n\n```{language}\n{text}\n```\n"}


def found(files: dict[str, str], version: str = "1.37") -> list[str]:
    flags = []
    for finding in findings_in(files, "SG312", version=version):
        flags.append(files[finding.path][finding.span.start : finding.span.end])
    return flags


@pytest.mark.parametrize(
    ("files", "flags"),
    [
        (fence(f"cat <<EOF > /etc/systemd/system/kubelet.service\n{UNIT}EOF"), ["--network-plugin"]),
        (fence(UNIT, "ini"), ["--network-plugin"]),
        (fence("kubelet --network-plugin cni --cni-bin-dir /opt/cni"), ["--network-plugin", "--cni-bin-dir"]),
        (fence("KUBELET_EXTRA_ARGS='--container-runtime=remote'"), ["--container-runtime"]),
        (fence('Environment="KUBELET_NETWORK_ARGS=--network-plugin=cni"', ""), ["--network-plugin"]),
        (fence("$ sudo /usr/bin/kube-apiserver --v=2 --insecure-port=0", "console"), ["--insecure-port"]),
        ({"a.sh": "kube-scheduler \\\n  --v=2 \\\n  --port=0\n"}, ["--port"]),
        ({"a.yaml": f"{POD}\n    - kube-apiserver\n    # plain\n    - --port=0\n"}, ["--port"]),
        ({"a.yaml": f'{POD} ["kube-apiserver", "--v=2", "--insecure-port=0"]\n'}, ["--insecure-port"]),
        ({"a.yaml": f"{KUBEADM}apiServer:\n  extraArgs:\n  - name: port\n    value: '0'\n"}, ["port"]),
        ({"a.yaml": f"{KUBEADM}controllerManager:\n  extraArgs:\n    port: '0'\n"}, ["port"]),
        ({"a.yaml": f"{KUBEADM}{NODE}kubeletExtraArgs:\n    allow-privileged: a\n"}, ["allow-privileged"]),
        ({"a.yaml": f"{KUBEADM}{NODE}criSocket: /var/run/dockershim.sock\n"}, ["dockershim.sock"]),
        (fence("ETCDCTL_API=3 etcdctl --cacert=/a snapshot restore /b"), ["snapshot restore"]),
        (fence("kubeadm join 10.0.0.1:6443 --experimental-control-plane"), ["--experimental-control-plane"]),
        (fence("minikube start --vm-driver=kvm2"), ["--vm-driver"]),
        (fence("kube-apiserver --authorization-mode=Node,RBAC --insecure-port=0"), ["--insecure-port"]),
        (
            fence("kube-apiserver --admission-control A,PodPreset --port 0"),
            ["--admission-control", "PodPreset", "--port"],
        ),
        ({"a.yaml": f"{KUBEADM}{PLUGINS}"}, ["PodSecurityPolicy"]),
        (
            {"a.yaml": f"{POD}\n    - /hyperkube\n    - apiserver\n    - --insecure-port=0\n"},
            ["--insecure-port"],
        ),
        (fence(f"$ sudo vim /lib/systemd/system/kubelet.service\n{UNIT}", ""), ["--network-plugin"]),
        (fence("sudo kubeadm alpha certs renew all"), ["alpha certs"]),
    ],
)
def test_found(files: dict[str, str], flags: list[str]) -> None:
    assert found(files) == flags


@pytest.mark.parametrize(
    "files",
    [
        fence("minikube start --network-plugin=cni --container-runtime=containerd"),
        fence("journalctl -u kubelet --no-pager\nkube-bench --log-dir=/tmp"),
        fence("kubectl -n kube-system logs kube-apiserver-node1 --log-file=a"),
        fence("# kubelet --network-plugin=cni\nkubelet --config=a"),
        fence("kubectl port-forward svc/web --address=0.0.0.0 80"),
        fence("helm install kube-state-metrics --port=1"),
        {"a.md": "The kubelet --network-plugin flag is gone.\n"},
        {"a.yaml": f"{KUBEADM}networking:\n  port: 1\napiServer:\n  extraArgs:\n    secure-port: '6443'\n"},
        fence("etcdutl snapshot restore /b\netcdctl snapshot save /b"),
        fence("kubeadm certs renew all"),
        fence("kube-apiserver --enable-admission-plugins=NodeRestriction,PodSecurity"),
        fence("kube-apiserver --audit-log-path=/var/log/PodPreset"),
        fence(f"$ systemctl status kubelet\n{UNIT}", ""),
        fence(f"$ cat a | grep Exec\n{UNIT}", ""),
        {"a.yaml": f"{POD} ['kubelet', '--a=b','--log=c']\n    args: ['--port=0']\n"},
        {"a.yaml": f"{POD}\n    - a\n    - --kubelet-service=kube-system/kubelet\n    - --log-dir=b\n"},
        fence("operator --kubelet-service=kube-system/kubelet --logtostderr=true"),
    ],
)
def test_nobody_elses(files: dict[str, str]) -> None:
    assert found(files) == []


def test_it_is_stale_from_its_release_on() -> None:
    files = fence("kubelet --network-plugin=cni\nkubelet --pod-infra-container-image=a")
    assert [len(found(files, version)) for version in ("1.20", "1.21", "1.24")] == [0, 1, 2]


def test_inline_code_is_a_note() -> None:
    (finding,) = findings_in({"a.md": "Start `kubelet --network-plugin=cni` there.\n"}, "SG312")
    assert finding.rule.severity is Severity.INFO


def test_another_name_takes_the_place_of_the_old_one() -> None:
    text = "minikube start --vm-driver=kvm2 && kube-apiserver --experimental-encryption-provider-config=a"
    fixes = [finding.fix for finding in findings_in(fence(text), "SG312")]
    assert {edit.replacement for fix in fixes if fix for edit in fix.edits} == {
        "--driver",
        "--encryption-provider-config",
    }


# ---- real programs, of one release
RELEASE = Version(1, 20)
ARCHIVES = (
    "kubernetes/kubernetes-1.20.2-linux-amd64.tar.xz",
    "cluster/kubernetes-node-1.20.2-linux-amd64.tar.xz",
)
FLAGS = [(program, row) for row in rows("component") for program in row.programs if row.name.startswith("--")]


@pytest.fixture(scope="session")
def programs(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the programs of a cluster."""
    if platform.machine() != "x86_64" or not all((shared / name).is_file() for name in ARCHIVES):
        pytest.skip("no programs of a cluster that run here beside the checkout (../shared)")
    folder = tmp_path_factory.mktemp("programs")
    for name in ARCHIVES:
        subprocess.run(["tar", "-xf", str(shared / name), "-C", str(folder)], check=True)
    return folder


def test_the_programs_of_a_release_know_what_is_not_gone_yet(programs: Path) -> None:
    """Each row is asked of the program whose flag it was: it refuses what was gone by then, and no other."""
    asked = [(program, row) for program, row in FLAGS if (programs / program).exists()]
    assert len(asked) > 80
    for program, row in asked:
        command = [str(programs / program), f"{row.name}=x", "--version"]
        said = subprocess.run(command, capture_output=True, text=True, timeout=60).stderr
        assert (f"unknown flag: {row.name}" in said) == row.is_removed(RELEASE), (program, row.name)
