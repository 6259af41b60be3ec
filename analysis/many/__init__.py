"""Reading many: shares over time, words of a group, phrases, quotes that stand for others."""
