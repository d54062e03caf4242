"""Take the schemas of the kinds that deploy/kubernetes uses out of the package kubernetes-validate: `make schemas`.

The package is large, so the tests have only what they need of it, in tests/deploy/kubernetes.schema.json.
"""

import json
import re
from importlib import metadata
from pathlib import Path
from typing import Any

import kubernetes_validate

RELEASE = "v1.37.0-local-strict"
KINDS = {
    "Deployment": "deployment-apps-v1",
    "Service": "service-v1",
    "HorizontalPodAutoscaler": "horizontalpodautoscaler-autoscaling-v2",
    "PodDisruptionBudget": "poddisruptionbudget-policy-v1",
    "NetworkPolicy": "networkpolicy-networking-v1",
    "Ingress": "ingress-networking-v1",
}
TO = Path(__file__).parents[1] / "tests" / "deploy" / "kubernetes.schema.json"
REFERENCE = re.compile(r"(?:/api/_definitions\.json)?#/\$defs/([\w.-]+)")


def bare(schema: Any) -> Any:
    """The same without descriptions and addresses, and with references that lead into the one file."""
    if isinstance(schema, list):
        return [bare(part) for part in schema]
    if not isinstance(schema, dict):
        return REFERENCE.sub(r"#/$defs/\1", schema) if isinstance(schema, str) else schema
    dropped = ("description", "$id", "$schema")
    return {name: bare(part) for name, part in schema.items() if not (name in dropped and isinstance(part, str))}


def main() -> None:
    """Write the file."""
    folder = Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema" / RELEASE
    every = json.loads((folder / "_definitions.json").read_text())["$defs"]
    kinds = {kind: json.loads((folder / f"{name}.json").read_text()) for kind, name in KINDS.items()}
    needed: set[str] = set()
    waiting = set(REFERENCE.findall(json.dumps(kinds)))
    while waiting:
        name = waiting.pop()
        needed.add(name)
        waiting |= set(REFERENCE.findall(json.dumps(every[name]))) - needed
    whole = {
        "$comment": f"Schemas of Kubernetes {RELEASE.split('-')[0]}, Apache-2.0, without descriptions, from "
        f"kubernetes-validate {metadata.version('kubernetes-validate')}; made by scripts/make_schemas.py",
        "$defs": bare({**{name: every[name] for name in sorted(needed)}, **kinds}),
    }
    TO.write_text(json.dumps(whole, separators=(",", ":")) + "\n")
    print(f"{len(needed) + len(kinds)} schemas, {TO.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
