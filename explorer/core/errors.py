"""What can go wrong in a way a reader can mend: one sentence, said in the reader's language."""


class Trouble(Exception):
    """Something a person can act upon.

    ``key`` names a sentence in languages/*.toml under ``[trouble]``; ``values`` fill its blanks. The sentence says
    what is wrong and what to do next.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return f"{self.key}: " + ", ".join(f"{name}={value}" for name, value in self.values.items())
