"""A Gemma 3 model of 129,040 random weights, for tests that must depend on no architecture and no training.

It differs from the embedded model in all that experiments could take for granted: most layers see a window
only (`RotatingKVCache`), queries and keys have norms, a head's width is not the hidden size over the heads,
and, if `nested`, the text model hides in `language_model`, as in the Gemma 3 that the hub offers.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# MLX and tokenizers type little of what they take and give.

import json
from pathlib import Path
from typing import Any

__all__ = ["write_tiny_gemma"]

_TEXT = {
    "model_type": "gemma3_text",
    "hidden_size": 48,
    "num_hidden_layers": 5,
    "intermediate_size": 96,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "vocab_size": 264,
    "rms_norm_eps": 1e-6,
    "sliding_window": 32,
    "sliding_window_pattern": 3,
    "max_position_embeddings": 8192,
    "rope_theta": 1_000_000.0,
    "rope_local_base_freq": 10_000.0,
    "query_pre_attn_scalar": 16,
}
_SPECIAL = ("<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>", "<unused>", "<mask>")
_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<start_of_turn>{{ message['role'] }}\n"
    "{{ message['content'] }}<end_of_turn>\n{% endfor %}"
    "{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)


def write_tiny_gemma(folder: Path, *, nested: bool = False, seed: int = 0) -> Path:
    """Write the model into the folder, which is made if it is not there, and give the folder back."""
    import mlx.core as mx
    from mlx.utils import tree_flatten
    from mlx_lm.models import gemma3, gemma3_text

    folder.mkdir(parents=True, exist_ok=True)
    mx.random.seed(seed)
    config: dict[str, Any] = dict(_TEXT)
    if nested:
        config = {"model_type": "gemma3", "vocab_size": _TEXT["vocab_size"], "text_config": dict(_TEXT)}
    kind: Any = gemma3 if nested else gemma3_text
    model = kind.Model(kind.ModelArgs.from_dict(json.loads(json.dumps(config))))
    flat: Any = tree_flatten(model.parameters())
    weights = {name: array for name, array in flat if "lm_head" not in name}  # Gemma ties its embeddings
    mx.save_safetensors(str(folder / "model.safetensors"), weights, metadata={"format": "mlx"})
    (folder / "config.json").write_text(json.dumps({**config, "eos_token_id": 1, "bos_token_id": 2}))
    _write_tokenizer(folder)
    return folder


def _write_tokenizer(folder: Path) -> None:
    """Bytes as tokens, after the special ones."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: n for n, token in enumerate((*_SPECIAL, *alphabet))}
    tokenizer = Tokenizer(models.BPE(vocabulary, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(each, special=True, normalized=False) for each in _SPECIAL])
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<bos>",
        "eos_token": "<eos>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "chat_template": _TEMPLATE,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
