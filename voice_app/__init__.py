"""The shell: reads rows, calls the core, writes rows and speaks HTTP.

This file holds nothing else, so that importing one part never builds the whole.
"""
