"""Slides that need the network.

What: a request to another machine while the deck is opened and every slide is shown: pictures, fonts,
styles, frames, scripts. `slidegen check` is cut off from every network, so nothing is really asked for.

Why: in the room there is no network, or one that is slow; and the other machine learns who reads your
slides. A link that people may follow is no request.

Bad:

    # A picture from elsewhere

    ![A diagram](https://pictures.example.com/diagram.png)

Good:

    # A link

    [A diagram](https://pictures.example.com/diagram.png)

Fix: none. Keep a copy beside the slides, and show that.

Since: 0.1
"""

from slidegen.finding import Rule, Severity

RULE = Rule("SG605", "remote-request", Severity.WARNING, "A slide that asks another machine for something")
