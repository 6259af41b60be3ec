"""How the models are made and measured, from the written corpus. Nothing here runs in the product."""
