"""The pure core: what is asked (exercise, routine, plan, player), what was felt (pain, records, insight), and the rules that join them."""
