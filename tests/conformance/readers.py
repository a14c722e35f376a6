"""Whether real readers read files as they were written; see `readers`."""

import base64
import json
import os
import pathlib
import re
import sys
import tempfile

import requests
from frictionless import Package, system

URL = sys.argv[1]
README = pathlib.Path(__file__).parent / "../../README.md"
NOTES = {"2026-01": "=1+1", "2026-02": "-1, and \"more\"", "2026-03": "two\nlines", "2026-04": "NA", "2026-05": "'tis"}


def call(method, path, body=None, headers=None):
    headers = headers or {"Authorization": f"Bearer {os.environ['TOKEN']}"}
    answer = requests.request(method, URL + path, json=body, headers=headers, timeout=60)
    answer.raise_for_status()
    return answer


def prepared():
    """An indicator whose values are hard to read, and a key to read them with."""
    home = call("GET", "/v1/alliances").json()["items"][0]["slug"]
    call("POST", f"/v1/alliances/{home}/indicators", {
        "code": "1E5", "title": "Water, \"fresh\"", "unit": "m³", "measure": "other", "direction": "increase",
        "period_type": "month",
    })
    for at, (period, note) in enumerate(NOTES.items()):
        value = {"value": at * -0.5} if at % 2 == 0 else {"absence": "not_collected"}
        call("PUT", f"/v1/alliances/{home}/indicators/1E5/measurements/{period}", {**value, "note": note})
    return call("POST", "/v1/api-keys", {"name": "Readers", "scopes": ["read"]}).json()["secret"]


def every(path):
    """The rows of a list as the service says them in JSON."""
    rows, cursor = [], ""
    while cursor is not None:
        page = call("GET", f"{path}?limit=200{cursor}").json()
        rows += page["items"]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    return rows


def restored(text):
    """A text without the apostrophe that keeps it from being a formula."""
    return re.sub(r"^'(?='*[=+\-@])", "", text)


def compare(reader, found, rows):
    """Holds what a reader found to the rows: codes, periods, values, absences and notes."""
    def nothing(it):
        return it is None or it != it or it == ""

    def told(row):
        value, note = row["value"], row["note"]
        return (
            str(row["indicator"]), str(row["period"]), None if nothing(value) else float(value),
            None if nothing(row["absence"]) else row["absence"], None if nothing(note) else restored(note),
        )

    wrong = [(one, other) for one, other in zip(map(told, found), map(told, rows)) if one != other]
    if wrong or len(found) != len(rows):
        print(f"{reader}: {len(found)} rows of {len(rows)}; differs: {wrong[:3]}")
        return False
    print(f"{reader}: {len(rows)} rows")
    return True


def snippets():
    """The README's Python, by its reader."""
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(), re.S)
    return {re.search(r"import (\w+)\n", block).group(1): block for block in blocks}


def described(folder, key):
    """Whether the data dictionary describes the files."""
    sheet = {"Authorization": "Basic " + base64.b64encode(f"sheet:{key}".encode()).decode()}
    (folder / "v1").mkdir()
    (folder / "datapackage.json").write_text(call("GET", "/datapackage.json").text)
    for table in ["measurements", "progress"]:
        file = call("GET", f"/v1/{table}.csv", headers=sheet)
        (folder / "v1" / f"{table}.csv").write_bytes(file.content)
    report = Package(str(folder / "datapackage.json")).validate()
    if not report.valid:
        print("frictionless:", report.flatten(["type", "fieldName", "rowNumber", "note"])[:5])
    return report.valid


def main():
    key = prepared()
    rows = every("/v1/measurements")
    content = True
    with tempfile.TemporaryDirectory() as folder, system.use_context(trusted=True):
        os.chdir(folder)
        os.environ |= {"ACCORD": URL, "KEY": key}
        for reader, snippet in snippets().items():
            names = {}
            exec(snippet, names)
            content &= compare(reader, list(names["rows"]), rows)
        lines = call("GET", "/v1/measurements.ndjson").text.splitlines()
        content &= [json.loads(line) for line in lines] == rows
        content &= described(pathlib.Path(folder), key)
    sys.exit(0 if content else 1)


main()
