"""Times sentence-transformers on the texts of standard input, a JSON list, beside test/bench/embedding.ts. Writes papers a second at each length, as JSON.

    pip install sentence-transformers==6.2.0
    python test/bench/embed-peers.py FOLDER_OF_ALL_MINILM_L6_V2 256 512 < texts.json

FOLDER is the model with its PyTorch weights, as Hugging Face has it. Batches of 32, all cores, median of three.
"""

import json
import os
import sys
import time

os.environ["HF_HUB_OFFLINE"] = "1"

from sentence_transformers import SentenceTransformer

texts = json.load(sys.stdin)
model = SentenceTransformer(sys.argv[1], device="cpu")
speeds = []
for length in map(int, sys.argv[2:]):
    model.max_seq_length = length
    model.encode(texts[:8], show_progress_bar=False)
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        seconds.append(time.perf_counter() - started)
    speeds.append({"maxTokens": length, "speed": len(texts) / sorted(seconds)[1]})
print(json.dumps(speeds))
