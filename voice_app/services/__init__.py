"""One module for each family of use cases; each public function is one transaction."""
