"""Names that make a line look like a command, where nothing else says so.

Knows names. Must not know what the programs do: `script/programs.py` and the linter's rules do.
"""

from slidegen import lazy_re as re

PROGRAMS = frozenset(
    """
    ab addgroup adduser alias ansible ansible-galaxy ansible-playbook apk apt apt-cache apt-get
    apt-key apt-mark argocd awk aws az base64 bash bc blkid bluetoothctl brctl brew buildah bun
    bundle calicoctl cargo cat cd chgrp chmod chown chroot cilium clear cmctl composer cosign cp
    cqlsh crictl crontab ctr curl cut date dd deno df dig dispatch-conf dmesg dnf doas docker
    docker-compose docker-machine doctl dotnet dpkg du echo eksctl emacs emerge env equery eselect
    esxcli etcdctl ethtool eval exit export false fdisk find firewall-cmd flux free freebsd-update
    fsck gcc gcloud gem getent gh git go gpart gpg gradle grep groupadd gsutil gunzip gzip hcloud
    head helm helmfile history hostname hostnamectl htop http https id ifconfig init inspec ip
    ipconfig iperf3 iptables istioctl java javac jobs journalctl jq k k3d k3s k9s kill kind kompose
    kops krew kube-bench kubeadm kubectl kubectx kubelet kubens kubeseal kustomize kyverno ldconfig
    ldd less limactl linkerd ln locate loginctl logout ls lsb_release lsblk lsmod lsof lspci lsusb
    make md5sum microk8s minikube mkdir mkfs mkfs.ext4 mkfs.xfs mkswap modprobe mongo mongosh more
    mount multipass mv mvn mysql nano nc ncat nerdctl netstat networkctl nft nginx nix nix-env
    nix-shell nixos-rebuild nmap nmcli node nohup npm npx nslookup nushell nvm oc openssl
    operator-sdk oras pacman passwd patch perl pgrep php ping pip pip3 pipenv pkg pkg_add pkill pnpm
    podman poetry popd printenv printf ps psql pulumi pushd pwd pytest python python3 qemu-img rails
    rc-service rc-update rcctl rclone read reboot redis-cli reset resolvectl restorecon rm rmdir rpm
    rsync ruby runc rustup scp screen sed seq service set setenforce sh sha256sum shutdown skaffold
    skopeo sleep snap sort source sqlcmd ss ssh ssh-add ssh-copy-id ssh-keygen stat stern strace su
    sudo supervisorctl swapoff swapon syft sysctl sysrc systemctl tac tail talosctl tar tcpdump tee
    telepresence telnet terraform terragrunt test tiller tilt time timedatectl timeout tkn tofu top
    touch tr traceroute tree trivy true tty type ufw ulimit umask umount uname uniq unset unzip
    update-alternatives update-grub uptime useradd userdel usermod uv vagrant vault vcluster velero
    vi vim vim-cmd virsh virtualenv visudo vmstat wait watch wc wg wg-quick wget which who whoami
    xargs yarn yq yum zcat zfs zip zpool zsh zypper
    """.split()  # noqa: SIM905
)
_FIRST = re.compile(
    r"(?:[A-Za-z_]\w*=\S*[ \t]+)*(?:(?:\./|~/|/)(?:[\w.-]+/)*)?(?P<name>[A-Za-z0-9][\w.+-]*)(?=[\s;|&<>]|$)"
)
_OWN = re.compile(r"(?:\.{0,2}/(?!/)|s?bin/)[\w./-]+(?=\s|$)|[A-Za-z_]\w*=\S+$")

#: `bin/kafka-topics.sh`: of what was unpacked here.
_OWN_SCRIPT = re.compile(r"(?:\./)?s?bin/[\w.-]+\.sh(?=\s|$)")


def begins_a_program(text: str) -> bool:
    """Whether `text` begins with the name of a program that is often typed, or with `./one`."""
    first = _FIRST.match(text)
    return bool(first and first["name"] in PROGRAMS) or _OWN.match(text) is not None


#: Programs that are English words, too: behind a mark that may be anything they prove nothing by themselves.
WORDS = frozenset(
    """
    clear cut date echo exit export false find free head history host id init inspect install jobs join kill
    kind less link locate make more mount node paste patch print read reset route screen service set sleep
    snap sort source split stat status strings tail test tilt time timeout top touch tree true type uniq vault
    view wait watch which who yes
    """.split()  # noqa: SIM905
)
#: What is said to databases, of SQL and of Redis; in capitals it is hardly anything else.
_SQL = (
    r"SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|SHOW|EXPLAIN|BEGIN|COMMIT|ROLLBACK|GRANT|REVOKE|USE"
    r"|TRUNCATE|DESCRIBE|WITH|BACKUP|RESTORE|IMPORT|UPSERT"
)
_OF_SQL = re.compile(rf"(?i:{_SQL})[ ]")
_STATEMENT = re.compile(
    rf"(?:{_SQL}"
    r"|ACL|AUTH|BGSAVE|CLIENT|CLUSTER|CONFIG|DBSIZE|DEL|DUMP|ECHO|EVAL(?:SHA)?(?:_RO)?|EXEC|EXISTS|EXPIRE"
    r"|FCALL(?:_RO)?|FLUSH(?:ALL|DB)|FUNCTION|GET\w*|HELLO|INCR(?:BY)?|DECR(?:BY)?|INFO|KEYS|LATENCY|MEMORY"
    r"|[A-Z]{2,8}(?:\.[A-Z]+){1,2}"  # of a module: `FT.SEARCH`
    r"|MULTI|OBJECT|PING|[PS]?(?:UN)?SUBSCRIBE|S?PUBLISH|PUBSUB|REPLICAOF|ROLE|SCAN|SCRIPT|TTL|WAIT(?:AOF)?"
    r"|WATCH|M?SET\w*|STRLEN|BIT\w+|GEO\w+|LCS|PF\w+|B?[LRZ](?:POP|PUSH|RANGE|LEN|POS|ADD|SCORE|RANK)\w*"
    r"|H(?:M?[GS]ET|DEL|LEN|KEYS|GETALL|INCRBY)\w*|S(?:ADD|REM|MEMBERS|CARD|INTER|UNION)"
    r"|X(?:ADD|ACK|DEL|LEN|TRIM|GROUP|INFO|CLAIM|AUTOCLAIM|PENDING|(?:REV)?RANGE|READ(?:GROUP)?))"
    r"(?=[ ;]|$)(?![ ]/)"  # `> GET / HTTP/1.1` is said by curl
)
_ARGUMENT = re.compile(r"\S+[ \t]+(?:--?\w|[./~$\"']|\w+=)")


def begins_a_statement(text: str) -> bool:
    """Whether `text` begins with a statement of a database, in capitals."""
    return _STATEMENT.match(text) is not None


def begins_sql(text: str) -> bool:
    """Whether `text` begins with a statement of SQL, which goes on up to a semicolon."""
    return _OF_SQL.match(text) is not None


def is_plainly_a_command(text: str) -> bool:
    """Whether `text` begins with a program's name that is nothing else, or goes on as only a command does."""
    first = _FIRST.match(text)
    if first is None or first["name"] not in PROGRAMS:
        return _OWN_SCRIPT.match(text) is not None
    return first["name"] not in WORDS or _ARGUMENT.match(text) is not None
