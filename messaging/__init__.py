"""How a text message talks: words in become a move, questions and problems become words out."""
