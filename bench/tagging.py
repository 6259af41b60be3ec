"""``python -m bench.tagging``: what reading a comment costs, beside a naive pass of NLTK.

Four readings of the same texts in one run and one process, in CPU time: NLTK's TweetTokenizer and
Snowball stemmer on every word; the pure tagger, warm and without model or language; the same with
language, spelling and model; and with the worry screen, as a text is read when it arrives. The
texts are the corpus's development and test parts.
"""

import sys
import time
from collections.abc import Callable
from collections.abc import Sequence

from nltk.stem.snowball import SnowballStemmer
from nltk.tokenize import TweetTokenizer

from analysis import lexicon
from analysis import understanding
from analysis.comment import Comment
from analysis.learning.corpus import Corpus
from analysis.learning.corpus import Part
from analysis.tagger import by_rules

ROUNDS = 5
PURE, WHOLE = 15.0, 2.0  # times as fast as the naive pass: the bar
ONE_TEXT = 0.005  # seconds of CPU: the bar


def main() -> None:
    """Print the three, and their ratios."""
    told = Corpus().themes(Part.DEVELOPMENT, Part.TEST)
    comments = [Comment(each.text, question_themes=each.asked) for each in told]
    tokenizer, stemmer = TweetTokenizer(), SnowballStemmer("english")
    words, reader = lexicon.shipped()["en"], understanding.shipped()

    def naive(comment: Comment) -> None:
        for word in tokenizer.tokenize(comment.words):
            stemmer.stem(word)

    def screened(comment: Comment) -> None:
        reader.tags(comment)
        reader.screening(comment)

    slow = _seconds(naive, comments)
    pure = _seconds(lambda comment: by_rules(words, comment), comments)
    whole = _seconds(reader.tags, comments)
    all_of_it = _seconds(screened, comments)
    _say("NLTK, naive", slow, len(comments))
    _say("pure tagger", pure, len(comments))
    _say("with model", whole, len(comments))
    _say("and worries", all_of_it, len(comments))
    sys.stdout.write(f"pure tagger: {slow / pure:.1f} x the naive pass (bar {PURE:g})\n")
    sys.stdout.write(f"with model:  {slow / whole:.1f} x the naive pass (bar {WHOLE:g})\n")
    one = all_of_it / len(comments)
    sys.stdout.write(f"one text: {one * 1000:.2f} ms of CPU (bar {ONE_TEXT * 1000:g} ms)\n")


def _seconds(act: Callable[[Comment], object], comments: Sequence[Comment]) -> float:
    """CPU seconds for all comments, the best of some rounds after one to warm up."""
    best = float("inf")
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        for comment in comments:
            act(comment)
        best = min(best, time.process_time() - began)
    return best


def _say(name: str, seconds: float, texts: int) -> None:
    sys.stdout.write(f"{name:<14} {seconds / texts * 1e6:>8.1f} µs a text\n")


if __name__ == "__main__":
    main()
