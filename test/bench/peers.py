"""Times what a Python tool makes of papers that bring their vectors, beside test/bench/scale.ts. Writes seconds without reading, and the topics found, as JSON.

    pip install bertopic==0.17.3 umap-learn scikit-learn pyarrow
    python test/bench/peers.py k-means|umap-learn|bertopic PAPERS.parquet TOPICS

All settings are the tools' own, but for seeds and umap-learn's distance, which is the cosine.
"""

import json
import sys
import time

import numpy as np
import pyarrow.parquet as parquet


def cluster(vectors, _texts, topics):
    from sklearn.cluster import KMeans

    KMeans(n_clusters=topics, random_state=1).fit(vectors)
    return topics


def draw_map(vectors, _texts, _topics):
    import umap

    umap.UMAP(metric="cosine", random_state=1).fit_transform(vectors)
    return None


def find_topics(vectors, texts, _topics):
    from bertopic import BERTopic

    found, _ = BERTopic(embedding_model=None).fit_transform(texts, vectors)
    return len(set(found) - {-1})


TOOLS = {"k-means": cluster, "umap-learn": draw_map, "bertopic": find_topics}

if __name__ == "__main__":
    tool, path, topics = sys.argv[1], sys.argv[2], int(sys.argv[3])
    columns = parquet.read_table(path, columns=["title", "abstract", "vector"])
    vectors = columns["vector"].combine_chunks().flatten().to_numpy().reshape(len(columns), -1)
    texts = [f"{title}. {abstract}" for title, abstract in zip(*(columns[name].to_pylist() for name in ("title", "abstract")))]
    # Loading a library is no part of its work: numba alone takes seconds.
    TOOLS[tool](vectors[:500].astype(np.float32), texts[:500], 5)
    started = time.perf_counter()
    found = TOOLS[tool](vectors.astype(np.float32), texts, topics)
    print(json.dumps({"seconds": time.perf_counter() - started, "topics": found}))
