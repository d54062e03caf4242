"""The files of deploy/ say what the program and its surroundings understand."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml

from serving.settings import SettingError, Settings, read_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SCHEMA = json.loads((Path(__file__).parent / "kubernetes.schema.json").read_text(encoding="utf-8"))
MANIFESTS = [
    manifest
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for manifest in yaml.safe_load_all(path.read_text(encoding="utf-8"))
]
COMPOSE = yaml.safe_load((DEPLOY / "containers" / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (DEPLOY / "containers" / "Dockerfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "machine" / "hard-currency@.service").read_text(encoding="utf-8")
FILES_OF_OTHERS = {"FORWARDED_ALLOW_IPS", "PATH", "PYTHONDONTWRITEBYTECODE"}


def faults(manifest):
    schema = {"$ref": f"#/$defs/{manifest['kind']}", **SCHEMA}
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(manifest)]


def of_kind(kind):
    return next(manifest for manifest in MANIFESTS if manifest["kind"] == kind)


def container():
    return of_kind("Deployment")["spec"]["template"]["spec"]["containers"][0]


def environments():
    """The settings that each file makes, as the process sees them."""
    docker = re.search(r"^ENV ((?:.*\\\n)*.*)", DOCKERFILE, flags=re.M)[1].replace("\\\n", " ")
    image = dict(pair.split("=", 1) for pair in docker.split())
    yield "Deployment", image | {one["name"]: one.get("value", "secret") for one in container()["env"]}
    for name in ("one", "two"):
        yield f"compose {name}", image | COMPOSE["services"][name]["environment"]
    yield "unit", dict(re.findall(r"^Environment=(\w+)=(.*)$", UNIT, flags=re.M))


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest["kind"])
def test_kubernetes_understands_every_manifest(manifest):
    assert faults(manifest) == []


def test_a_manifest_with_a_slip_is_told():
    slipped = json.loads(json.dumps(of_kind("Deployment")))
    slipped["spec"]["replica"] = slipped["spec"].pop("replicas")
    assert "'replica' was unexpected" in faults(slipped)[0]
    slipped = json.loads(json.dumps(of_kind("PodDisruptionBudget")))
    slipped["spec"]["minAvailable"] = [1]
    assert faults(slipped)


@pytest.mark.parametrize(
    ("file", "environment"), [*environments()], ids=lambda one: one if isinstance(one, str) else ""
)
def test_every_setting_is_one_that_can_be_followed(file, environment):
    assert isinstance(read_settings({k: v for k, v in environment.items() if k not in FILES_OF_OTHERS}), Settings)
    with pytest.raises(SettingError):
        read_settings({**environment, "HARD_CURRENCY_DRAIN": "20"})


def test_a_replica_has_time_to_drain_before_it_is_killed():
    environment = {one["name"]: one.get("value", "x") for one in container()["env"]}
    limits = read_settings({k: v for k, v in environment.items() if k.startswith("HARD_CURRENCY_")})
    patience = of_kind("Deployment")["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    probe = container()["readinessProbe"]
    told = probe["periodSeconds"] * probe["failureThreshold"]
    assert told < limits.drain_seconds, "it would stop before anybody knew that it is not ready"
    assert patience > limits.drain_seconds + limits.stop_seconds + 5
    stop = float(COMPOSE["services"]["one"]["stop_grace_period"].rstrip("s"))
    assert min(stop, float(re.search(r"^TimeoutStopSec=(\d+)", UNIT, flags=re.M)[1])) > Settings().stop_seconds


def test_the_parts_of_kubernetes_mean_the_same_pods():
    labels = of_kind("Deployment")["spec"]["template"]["metadata"]["labels"]
    assert of_kind("Service")["spec"]["selector"] == labels
    assert of_kind("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels
    assert of_kind("NetworkPolicy")["spec"]["podSelector"]["matchLabels"] == labels
    assert (
        of_kind("HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]["name"]
        == of_kind("Deployment")["metadata"]["name"]
    )
    assert of_kind("Service")["spec"]["sessionAffinity"] == "ClientIP"
    ports = {port["name"]: port["containerPort"] for port in container()["ports"]}
    assert of_kind("Service")["spec"]["ports"][0]["targetPort"] in ports
    assert of_kind("PodDisruptionBudget")["spec"]["minAvailable"] < of_kind("Deployment")["spec"]["replicas"]


def test_containers_are_read_only_and_nobody_in_particular():
    assert container()["securityContext"]["readOnlyRootFilesystem"]
    assert of_kind("Deployment")["spec"]["template"]["spec"]["securityContext"]["runAsNonRoot"]
    assert COMPOSE["services"]["one"]["read_only"]
    assert COMPOSE["services"]["two"]["read_only"]
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", DOCKERFILE, flags=re.M)
    assert "serving.is_ready" in re.search(r"^HEALTHCHECK .*$", DOCKERFILE, flags=re.M)[0]


def test_the_image_is_sent_what_it_copies():
    copied = set(re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, flags=re.M))
    sent = (DEPLOY / "containers" / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    assert {path.rstrip("/") for path in copied} == set(re.findall(r"^!(.+)$", sent, flags=re.M))
    assert [path for path in copied if not (ROOT / path).exists()] == []


def test_the_proxy_of_the_containers_is_that_of_the_machine():
    ports = set(
        re.findall(r"^    server 127\.0\.0\.1:(\d+)", (DEPLOY / "machine" / "nginx.conf").read_text(), flags=re.M)
    )
    services = [service for name, service in COMPOSE["services"].items() if name != "proxy"]
    assert {service["environment"]["STREAMLIT_SERVER_PORT"] for service in services} == ports
    mounted = COMPOSE["services"]["proxy"]["volumes"][0].split(":")[0]
    assert (DEPLOY / "containers" / mounted).resolve() == DEPLOY / "machine" / "nginx.conf"


def test_systemd_understands_the_unit_and_finds_little_exposed(tmp_path):
    if not shutil.which("systemd-analyze"):
        subprocess.run([ROOT / "scripts" / "test_tools"], check=True)
    paths = {"/opt/hard-currency/.venv/bin/python": "/bin/true"}  # what is not on this machine
    text = UNIT
    for there, here in paths.items():
        text = text.replace(there, here)
    unit = tmp_path / "hard-currency@.service"
    unit.write_text(text, encoding="utf-8")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "hard-currency@8501.service")],
        capture_output=True,
        text=True,
    )
    assert [line for line in verified.stderr.splitlines() if "hard-currency" in line] == []
    exposed = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)]
    assert subprocess.run(exposed, capture_output=True).returncode == 0
    unit.write_text(text.replace("ProtectSystem=strict", "ProtectSystems=strict"), encoding="utf-8")
    slipped = subprocess.run(verified.args, capture_output=True, text=True)
    assert "ProtectSystems" in slipped.stderr
