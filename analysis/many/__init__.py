"""Reading many: shares over time, words typical of a group, phrases, and quotes that stand for others."""
