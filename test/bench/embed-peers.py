"""Times other embedders on the texts of standard input, a JSON list, beside test/bench/embedding.ts: papers a second of each, as JSON.

    pip install fastembed==0.9.1 sentence-transformers==6.2.0
    python test/bench/embed-peers.py --lengths 256 512 --onnx models/sentence-transformers/all-MiniLM-L6-v2 --torch FOLDER < texts.json

fastembed is given our ONNX weights, sentence-transformers a FOLDER with those of PyTorch, as Hugging Face has it; each where it is installed. Batches of
32, all cores, median of three.
"""

import argparse
import importlib.util
import json
import os
import sys
import time

os.environ["HF_HUB_OFFLINE"] = "1"
WEIGHTS = {"fp16": "onnx/model_fp16.onnx", "q8": "onnx/model_quantized.onnx"}
BATCH = 32

parser = argparse.ArgumentParser()
parser.add_argument("--lengths", type=int, nargs="+", required=True)
parser.add_argument("--onnx", required=True)
parser.add_argument("--torch")
arguments = parser.parse_args()
texts = json.load(sys.stdin)
speeds = []


def measure(peer, weights, length, embed):
    embed(texts[:8])
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        embed(texts)
        seconds.append(time.perf_counter() - started)
    speeds.append({"peer": peer, "weights": weights, "maxTokens": length, "speed": len(texts) / sorted(seconds)[1]})


if importlib.util.find_spec("fastembed"):
    from fastembed import TextEmbedding
    from fastembed.common.model_description import ModelSource, PoolingType

    for weights, file in WEIGHTS.items():
        TextEmbedding.add_custom_model(
            weights, PoolingType.MEAN, normalization=True, sources=ModelSource(hf="none"), dim=384, model_file=file
        )
        model = TextEmbedding(weights, specific_model_path=arguments.onnx)
        for length in arguments.lengths:
            model.model.tokenizer.enable_truncation(length)
            measure("fastembed", weights, length, lambda part: list(model.embed(part, batch_size=BATCH)))

if arguments.torch and importlib.util.find_spec("sentence_transformers"):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(arguments.torch, device="cpu")
    for length in arguments.lengths:
        model.max_seq_length = length
        encode = lambda part: model.encode(part, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        measure("sentence-transformers", None, length, encode)

print(json.dumps(speeds))
