// deck
