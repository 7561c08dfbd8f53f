"""The one way a command gives up."""


class CannotContinue(Exception):
    """Something the reader can put right. Show `sentence` and exit with a failure, without a traceback."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
