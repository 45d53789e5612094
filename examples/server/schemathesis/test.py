"""Holds the running server to its own document: every check of Schemathesis, stateful too.

    python test.py SERVER FOLDER [--long]

SERVER is the program, FOLDER a folder for the store and the logs. `cargo xtask test --only
schemathesis` builds the one and makes the other, and the environment that this needs.

Each caller gets a new server, because what is tried may well end the organisation it is
tried in: the operator, who may do everything, and a person whom a proxy vouches for.
"""

import json
import os
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
OPERATOR = "operator-0123456789abcdef0123456789"
PROXY = "proxy-0123456789abcdef0123456789abcdef"

# The same inputs every day, so that a failure is a change of the code.
SEED = "20261121"

AS_OPERATOR = {"Authorization": f"Bearer {OPERATOR}", "Tenantry-Reason": "schemathesis"}


def vouched(directory):
    """The headers of a proxy that has signed the owner in."""
    return {
        "Tenantry-Proxy": PROXY,
        "Tenantry-Issuer": "sign-in",
        "Tenantry-Subject": "owner",
        "Tenantry-Directory": directory,
    }


class Server:
    """A server on a new file, until it is left."""

    def __init__(self, program, folder):
        folder.mkdir(parents=True)
        self.log = folder / "server.log"
        secrets = {"TENANTRY_OPERATOR_SECRET": OPERATOR, "TENANTRY_PROXY_SECRET": PROXY}
        command = [program, "--store", str(folder / "app.db"), "--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(
            command, env=os.environ | secrets, stderr=subprocess.PIPE, text=True
        )
        announced = self.process.stderr.readline()
        if "listening at " not in announced:
            raise SystemExit(f"the server did not start: {announced}")
        self.address = announced.split("listening at ")[1].strip()
        threading.Thread(target=self.keep_log, daemon=True).start()

    def keep_log(self):
        """Empties the pipe, which would stop the server once it is full."""
        with self.log.open("w") as log:
            for line in self.process.stderr:
                log.write(line)

    def post(self, path, body, headers):
        """What a request makes."""
        request = urllib.request.Request(
            self.address + path,
            json.dumps(body).encode(),
            {"Content-Type": "application/json"} | headers,
            method="POST",
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)


def housed(server):
    """A directory, and the headers of somebody in it."""
    directory = server.post("/v1/me/directories", {"name": "People"}, AS_OPERATOR)["id"]
    server.post("/v1/me/users", person("owner", directory), AS_OPERATOR)
    return directory, vouched(directory)


def furnished(server, directory, owner, name):
    """Makes one of everything, and answers its ids by the names that paths have for them."""
    user = server.post("/v1/me/users", person(name, directory), AS_OPERATOR)["id"]
    org = server.post("/v1/me/orgs", {"name": name, "slug": name}, owner)["id"]
    inside = f"/v1/orgs/{org}"
    server.post(f"{inside}/members", {"user": user, "role": "member"}, owner)
    team = server.post(f"{inside}/teams", {"name": "Research"}, owner)["id"]
    member = {"principal": {"kind": "user", "id": user}, "role": "member"}
    server.post(f"{inside}/teams/{team}/members", member, owner)
    service = server.post(f"{inside}/services", {"name": "Robot", "role": "member"}, owner)["id"]
    keys = (f"{inside}/services/{service}/keys", "/v1/me/keys")
    service_key, own_key = (server.post(path, {"name": name}, owner)["key"]["id"] for path in keys)
    return {
        "directory": directory,
        "user": user,
        "org": org,
        "member": f"user:{user}",
        "team": team,
        "service": service,
        "key": {"/v1/orgs": service_key, "/v1/me": own_key},
    }


def ends_something(method, operation):
    """Whether what an operation is called on may be another thing, or gone, afterwards."""
    verb = operation["operationId"].split(".")[1]
    return method != "get" and verb not in ("create", "add", "update", "link")


def configured(server, directory, owner):
    """The configuration: each operation is called on things that are there. What ends things
    gets some of its own."""
    with urllib.request.urlopen(server.address + "/openapi.json") as document:
        paths = json.load(document)["paths"]
    lines = [(HERE / "schemathesis.toml").read_text()]
    kept = furnished(server, directory, owner, "kept")
    for path, methods in paths.items():
        for method, operation in methods.items():
            ids = kept
            if ends_something(method, operation):
                ids = furnished(server, directory, owner, f"spare-{len(lines)}")
            lines += block(path, operation, ids)
    return "\n".join(lines) + "\n"


def block(path, operation, ids):
    lines = ["[[operations]]", f'include-operation-id = "{operation["operationId"]}"']
    if "text/event-stream" in operation["responses"].get("200", {}).get("content", {}):
        # A feed has no end: what came within a second is what is looked at.
        lines += ["request-timeout = 1.0"]
    lines += ["[operations.parameters]"]
    for parameter in operation["parameters"]:
        value = ids.get(parameter["name"])
        if isinstance(value, dict):
            value = next(one for start, one in value.items() if path.startswith(start))
        if value:
            lines += [f'"{parameter["in"]}.{parameter["name"]}" = "{value}"']
    return lines


def person(name, directory):
    return {
        "directory": directory,
        "username": name,
        "display_name": name,
        "email": f"{name}@example.com",
        "subject": {"issuer": "sign-in", "subject": name},
    }


def tried(server, folder, configuration, headers, examples):
    """Runs Schemathesis as one caller; whether it found nothing."""
    config = folder / "schemathesis.toml"
    config.write_text(configuration)
    command = [str(Path(sys.executable).with_name("schemathesis"))]
    command += ["--config-file", str(config), "run", f"{server.address}/openapi.json"]
    command += ["--checks", "all", "--seed", SEED, "--max-examples", str(examples)]
    command += [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE)}
    return subprocess.run(command, cwd=folder, env=environment).returncode == 0


def main():
    program, folder, *options = sys.argv[1:]
    examples = 200 if "--long" in options else 8
    passed = True
    for caller in ("operator", "person"):
        print(f"   as {caller}", flush=True)
        place = Path(folder) / caller
        with Server(program, place) as server:
            directory, owner = housed(server)
            configuration = configured(server, directory, owner)
            headers = AS_OPERATOR if caller == "operator" else owner
            passed &= tried(server, place, configuration, headers, examples)
            passed &= server.process.poll() is None
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
