"""Means of asking a language model: Anthropic's messages, and what speaks OpenAI's chat completions."""

from receptionist.adapters import anthropic, openai
from receptionist.ports import register_model


def register() -> None:
    """Make both known under the names that LANGUAGE_MODEL takes."""
    register_model("anthropic", anthropic.Anthropic)
    register_model("openai", openai.OpenAI)
