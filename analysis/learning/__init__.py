"""How the models are made and measured, from the written corpus."""
