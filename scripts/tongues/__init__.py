"""The words people meet, in every language: what they are, what is lacking, what was translated."""
