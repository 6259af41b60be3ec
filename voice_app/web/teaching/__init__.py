"""Teaching the reading of words: checks, words of one's own, agreement."""
