"""The pure core: what is asked (exercise to player), what was felt (pain to insight), and the rules that join them."""
