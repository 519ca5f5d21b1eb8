"""For verbs that end within seconds: memory is not searched for cycles.

A tenth of a commit hook's time would go into that, most of it while modules are loaded; so this is imported
before them. Python's reference counts free all but cycles, and of those linting and building make few: tokens
and slides hold none. While a deck is made, looking for some would cost a third of the time.
"""

import gc

gc.disable()
