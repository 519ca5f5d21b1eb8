"""Markdown beyond CommonMark that a deck asks for by `extras:`; remark has none of it.

Knows the names. Must not know what they do (`slidegen.deck.syntax`).
"""

CALLOUTS, TASK_LISTS, MARKS = "callouts", "task-lists", "marks"
#: `<pre class="mermaid">`, which pages draw that load mermaid; a fence `mermaid` is always a diagram.
DIAGRAMS = "diagrams"
FOOTNOTES, DEFINITION_LISTS, EMOJI = "footnotes", "definition-lists", "emoji"
#: Code for several shells or systems on one place, and pictures that move.
TABS, MEDIA = "tabs", "media"
EXTRAS = (CALLOUTS, TASK_LISTS, MARKS, DIAGRAMS, FOOTNOTES, DEFINITION_LISTS, EMOJI, TABS, MEDIA)

#: Nobody writes `> [!NOTE]` and means a quotation.
DEFAULT_EXTRAS = (CALLOUTS,)
