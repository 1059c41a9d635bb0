"""A llama model in a GGUF file, turned into a folder that mlx-lm loads."""

# pyright: reportUnknownMemberType=false
# MLX and tokenizers type little of what they take.

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

__all__ = ["write_model"]

# Names in the file, and in `mlx_lm.models.llama`.
_OUTER = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}
_IN_BLOCK = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_GROUP = 32  # weights that share a scale, in every quantisation that MLX reads from GGUF
_SPECIAL = 3  # the type of tokens that no text turns into


def write_model(gguf: Path, folder: Path) -> None:
    """Write the model's weights in float32, its configuration and its tokenizer into the folder.

    Raises:
        ValueError: the file is no llama model with a byte-level tokenizer.
    """
    import mlx.core as mx  # loaded only where a model is made

    loaded = cast("tuple[dict[str, Any], dict[str, Any]]", mx.load(str(gguf), return_metadata=True))
    arrays, facts = loaded
    if facts["general.architecture"] != "llama" or facts["tokenizer.ggml.model"] != "gpt2":
        raise ValueError(f"{gguf.name} is no llama model with a byte-level tokenizer")
    config = _config(arrays, facts)
    weights = _weights(arrays, config["num_attention_heads"], config["num_key_value_heads"])
    mx.save_safetensors(str(folder / "model.safetensors"), weights, metadata={"format": "mlx"})
    _write_json(folder / "config.json", config)
    _write_tokenizer(facts, folder)


def _config(arrays: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    def number(name: str) -> int:
        return int(facts[f"llama.{name}"].item())

    return {
        "model_type": "llama",
        "hidden_size": number("embedding_length"),
        "num_hidden_layers": number("block_count"),
        "num_attention_heads": number("attention.head_count"),
        "num_key_value_heads": number("attention.head_count_kv"),
        "head_dim": number("rope.dimension_count"),
        "intermediate_size": number("feed_forward_length"),
        "vocab_size": number("vocab_size"),
        "max_position_embeddings": number("context_length"),
        "rope_theta": number("rope.freq_base"),
        # Stored as a 32-bit float: 9.99999974e-06 stands for 1e-05.
        "rms_norm_eps": float(f"{facts['llama.attention.layer_norm_rms_epsilon'].item():.6g}"),
        "tie_word_embeddings": "output.weight" not in arrays,
        "bos_token_id": int(facts["tokenizer.ggml.bos_token_id"].item()),
        "eos_token_id": int(facts["tokenizer.ggml.eos_token_id"].item()),
        "pad_token_id": int(facts["tokenizer.ggml.padding_token_id"].item()),
    }


def _weights(arrays: Mapping[str, Any], query_heads: int, key_heads: int) -> dict[str, Any]:
    import mlx.core as mx

    heads = {"attn_q": query_heads, "attn_k": key_heads}
    weights: dict[str, Any] = {}
    for key in sorted(arrays):
        stem, _, kind = key.rpartition(".")
        if kind != "weight":
            continue
        array = _dequantised(arrays, stem).astype(mx.float32)  # (rows, columns), or (width,) of a norm
        if stem in _OUTER:
            name = _OUTER[stem]
        else:
            _, layer, part = stem.split(".")
            name = f"model.layers.{layer}.{_IN_BLOCK[part]}"
            if part in heads:
                array = _unpaired(array, heads[part])
        weights[f"{name}.weight"] = array
    return weights


def _dequantised(arrays: Mapping[str, Any], stem: str) -> Any:
    import mlx.core as mx

    packed = arrays[f"{stem}.weight"]
    if f"{stem}.scales" not in arrays:
        return packed
    scales, biases = (arrays[f"{stem}.{part}"].astype(mx.float32) for part in ("scales", "biases"))
    bits = packed.shape[-1] * 32 // (scales.shape[-1] * _GROUP)  # matrices of one file differ in it
    return mx.dequantize(packed, scales, biases, group_size=_GROUP, bits=bits)


def _unpaired(array: Any, heads: int) -> Any:
    """Rows in the order of Hugging Face: llama.cpp puts the two halves of each rotated pair side by side."""
    rows, columns = array.shape
    return array.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)


def _write_tokenizer(facts: Mapping[str, Any], folder: Path) -> None:
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    tokens = cast("list[str]", facts["tokenizer.ggml.tokens"])
    merges = [cast("tuple[str, str]", tuple(pair.split(" "))) for pair in facts["tokenizer.ggml.merges"]]
    tokenizer = Tokenizer(models.BPE({token: n for n, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    kinds = cast("list[int]", facts["tokenizer.ggml.token_type"].tolist())
    tokenizer.add_special_tokens(
        [
            AddedToken(token, special=True, normalized=False)
            for token, kind in zip(tokens, kinds, strict=True)
            if kind == _SPECIAL
        ]
    )
    tokenizer.save(str(folder / "tokenizer.json"))

    def token(role: str) -> str:
        return tokens[int(facts[f"tokenizer.ggml.{role}_token_id"].item())]

    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": token("bos"),
            "eos_token": token("eos"),
            "pad_token": token("padding"),
            "unk_token": token("unknown"),
            "add_bos_token": False,
            "clean_up_tokenization_spaces": False,
            "model_max_length": int(facts["llama.context_length"].item()),
            "chat_template": facts["tokenizer.chat_template"],
        },
    )


def _write_json(file: Path, value: Mapping[str, Any]) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
