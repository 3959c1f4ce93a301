"""A third language, half written, added to copied files of the project as a person would add it: one file of texts."""

import json
from pathlib import Path

from explorer.core import sentences

CODE, NAME, SIGN = "fr", "Français", "¤"
OWN = {  # real sentences; of the others every second one is the English one with a sign before it
    "frame.tongue": "FR",
    f"language.{CODE}": NAME,
    "common.day": "{day}/{month}/{year}",
    "menu.overview": "Vue d’ensemble",
    "evidence.published": "publié",
}


def texts() -> dict[str, str]:
    """Return the sentences of the language: half of all."""
    usual = sentences.whole(sentences.FALLBACK)
    half = {key: SIGN + usual[key] for key in sorted(usual)[::2] if key != "common.product"}
    return {key: said for key, said in half.items() if not key.startswith("language.")} | OWN


def add(folder: Path) -> Path:
    """Add it below ``folder``, which holds data/ as the project does, and return its file."""
    return add_to(folder / "data")


def add_to(data: Path) -> Path:
    """Add it to a province's folder and return its file."""
    path = data / "languages" / f"{CODE}.toml"
    path.parent.mkdir()
    path.write_text(
        "".join(f"{_key(key)} = {json.dumps(said, ensure_ascii=False)}\n" for key, said in texts().items()), "utf-8"
    )
    return path


def _key(key: str) -> str:
    return ".".join(f'"{part}"' for part in key.split("."))
