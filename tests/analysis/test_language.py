"""Which language: what was chosen, the letters, small words, and never a guess at two words."""

import pytest

from analysis.comment import Comment
from analysis.language import tongue


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("my room is fine", "en"),
        ("i h8 it ere no1 lisnens 2 me", "en"),
        ("Łukasz has his own room", "en"),
        ("no", "en"),
        ("ok thx", "en"),
        ("si", "en"),
        ("", "en"),
        ("😀😀", "en"),
        ("ضربني زوج أمي", "ar"),
        ("مجھے اپنے گھر جانا ہے", "ur"),
        ("می‌خواهم پیش مادرم برگردم", "fa"),
        ("mujhe ghar nahi jana", "ur"),
        ("chce mieszkac z mama, nie tutaj", "pl"),
        ("Chcę mówić z mamą", "pl"),
        ("vreau sa stau cu mama mea", "ro"),
        ("waxaan rabaa inaan hooyo arko", "so"),
        ("ብዛዕባ ቤት ትምህርቲ", "ti"),
        ("я хочу додому, але їх немає", "uk"),
    ],
)
def test_words_are_told_by_their_letters_and_small_words(words: str, language: str) -> None:
    assert tongue(Comment(words)) == language


def test_what_a_person_chose_is_believed() -> None:
    assert tongue(Comment("ok", language="pl")) == "pl"
    assert tongue(Comment("my room", language="en-GB")) == "en"


@pytest.mark.parametrize("words", ["\ud800 broken", "\x00\x01", "a" * 50_000, "🏳️‍🌈" * 900])
def test_strange_letters_never_break_it(words: str) -> None:
    assert isinstance(tongue(Comment(words)), str)
