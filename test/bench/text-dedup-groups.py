"""Writes the groups that text-dedup's MinHash finds, one a row, as JSON: an oracle for test/bench/duplicate-quality.ts.

    pip install text-dedup==0.4.0
    python test/bench/text-dedup-groups.py FILE.jsonl[.gz] [THRESHOLD] > found.json

The fingerprints are text-dedup's own (embed_func, 250 permutations, its optimal bands); they are joined as its command joins them.
"""

import gzip
import json
import sys
from collections import defaultdict

import numpy as np
from text_dedup import minhash
from text_dedup.utils import UnionFind, optimal_param, xxh3_32hash

PERMUTATIONS = 250
NGRAM = 3


def read_texts(path):
    with gzip.open(path, "rt") if path.endswith(".gz") else open(path) as lines:
        rows = [json.loads(line) for line in lines]
    return [f"{row['title']}. {row['abstract']}" for row in rows]


def find_groups(texts, threshold):
    bands, rows = optimal_param(threshold, PERMUTATIONS, false_positive_weight=0.5, false_negative_weight=0.5)
    prime = np.uint64((1 << 61) - 1)
    random = np.random.RandomState(42)
    permutations = (
        random.randint(1, prime, size=PERMUTATIONS, dtype=np.uint64),
        random.randint(0, prime, size=PERMUTATIONS, dtype=np.uint64),
    )
    tables = [defaultdict(list) for _ in range(bands)]
    for index, text in enumerate(texts):
        made = minhash.embed_func(
            text,
            index,
            num_perm=PERMUTATIONS,
            ngram_size=NGRAM,
            min_length=0,
            hashranges=[(band * rows, (band + 1) * rows) for band in range(bands)],
            permutations=permutations,
            hash_func=xxh3_32hash,
            dtype=np.uint64,
            max_hash=np.uint32((1 << 32) - 1),
            modulo_prime=prime,
        )
        for table, signature in zip(tables, made["__signatures__"]):
            table[signature].append(index)
    groups = UnionFind()
    for table in tables:
        for members in table.values():
            for member in members[1:]:
                groups.union(member, members[0])
    return [groups.find(index) for index in range(len(texts))]


threshold = float(sys.argv[2]) if len(sys.argv) > 2 else 0.7
print(json.dumps([int(group) for group in find_groups(read_texts(sys.argv[1]), threshold)]))
