"""Writes all-MiniLM-L6-v2 as a model for llama.cpp, in half precision.

    python test/server/write-gguf.py FOLDER_OF_ALL_MINILM_L6_V2 minilm.gguf MEAN

MEAN: a text has the mean vector of its word pieces, as the model was made; CLS: that of the first, which makes another model of it.
Needs gguf and safetensors, but no PyTorch. Names and keys are those of llama.cpp's convert_hf_to_gguf.py, class BertModel.
"""

import json
import sys
from pathlib import Path

import gguf
import numpy as np
from safetensors.numpy import load_file

folder, target, pooling = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
config = json.loads((folder / "config.json").read_text())
words = (folder / "vocab.txt").read_text(encoding="utf8").splitlines()
tensors = load_file(folder / "model.safetensors")

LAYERS = {
    "attention.self.query": "attn_q",
    "attention.self.key": "attn_k",
    "attention.self.value": "attn_v",
    "attention.output.dense": "attn_output",
    "attention.output.LayerNorm": "attn_output_norm",
    "intermediate.dense": "ffn_up",
    "output.dense": "ffn_down",
    "output.LayerNorm": "layer_output_norm",
}
EMBEDDINGS = {
    "word_embeddings": "token_embd",
    "position_embeddings": "position_embd",
    "token_type_embeddings": "token_types",
    "LayerNorm": "token_embd_norm",
}


def name_tensor(name):
    """Returns the name that llama.cpp has for a tensor; None for one that it has no use for."""
    path, kind = name.rsplit(".", 1)
    if path.startswith("embeddings.") and path[11:] in EMBEDDINGS:
        return f"{EMBEDDINGS[path[11:]]}.{kind}"
    if path.startswith("encoder.layer."):
        layer, part = path[14:].split(".", 1)
        return f"blk.{layer}.{LAYERS[part]}.{kind}"
    return None


def spell(word):
    """The tokenizer of llama.cpp marks the beginning of a word, where BERT marks what goes on."""
    if word.startswith("[") and word.endswith("]"):
        return word
    return word[2:] if word.startswith("##") else "\u2581" + word


writer = gguf.GGUFWriter(target, "bert")
writer.add_name("all-MiniLM-L6-v2")
writer.add_context_length(config["max_position_embeddings"])
writer.add_embedding_length(config["hidden_size"])
writer.add_feed_forward_length(config["intermediate_size"])
writer.add_block_count(config["num_hidden_layers"])
writer.add_head_count(config["num_attention_heads"])
writer.add_layer_norm_eps(config["layer_norm_eps"])
writer.add_causal_attention(False)
writer.add_pooling_type(gguf.PoolingType[pooling])
writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
writer.add_tokenizer_model("bert")
writer.add_tokenizer_pre("bert")
writer.add_token_list([spell(word) for word in words])
writer.add_token_types(
    [gguf.TokenType.CONTROL if word.startswith("[") and word.endswith("]") else gguf.TokenType.NORMAL for word in words]
)
writer.add_token_type_count(config["type_vocab_size"])
for key, word in {
    "bos_token_id": "[CLS]",
    "eos_token_id": "[SEP]",
    "unknown_token_id": "[UNK]",
    "seperator_token_id": "[SEP]",
    "padding_token_id": "[PAD]",
    "mask_token_id": "[MASK]",
}.items():
    writer.add_uint32(f"tokenizer.ggml.{key}", words.index(word))
writer.add_add_bos_token(True)
writer.add_add_eos_token(True)

for name, values in tensors.items():
    own = name_tensor(name)
    if own is None:
        continue
    is_matrix = values.ndim == 2 and own not in ("position_embd.weight", "token_types.weight")
    writer.add_tensor(own, values.astype(np.float16 if is_matrix else np.float32))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
