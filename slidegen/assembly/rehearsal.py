"""What a build says of decks, without making them: the linter asks here for what its own rules cannot see.

A deck is read and composed as a build does, its theme is looked at, and only those slides are rendered whose
pictures nobody else finds. Knows the order of a build's questions. Must not know a rule of the linter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.assembly.deck_builder import DeckBuilder
from slidegen.assembly.loader import DeckSources, LoadedDeck, Loader
from slidegen.assembly.missing_pictures import missing_pictures
from slidegen.deck.model import Slide
from slidegen.finding import Finding
from slidegen.render.environment import ProjectTemplates, TemplateError
from slidegen.render.html import SlideRenderer
from slidegen.render.page import render_page
from slidegen.render.theme import ThemeError
from slidegen.source.include import may_include
from slidegen.source.likely import is_markdown
from slidegen.source.settings import LoadedSettings
from slidegen.source.texts import Texts
from slidegen.source.theme_folders import check_theme
from slidegen.text.references import Reference

#: What makes of a slide's lines another text, beside an include.
_MAKES_MORE = re.compile(r"!\[:|^template:|^layout:", re.MULTILINE)


class Rehearsal:
    """Decks of one project, as a build would have them of these texts."""

    def __init__(self, project: DeckSources, texts: Texts) -> None:
        self.renderer = SlideRenderer()
        without_fonts = replace(project, settings=replace(project.settings, fonts=False))  # they take seconds
        self.builder = DeckBuilder(Loader(without_fonts, texts), self.renderer, lambda _, make: make())

    def findings(self, path: str) -> tuple[Finding, ...]:
        """What a build says of the deck of the manifest, or of the Markdown file, `path`."""
        loader = self.builder.loader
        read = loader.manifest(path)
        manifest, workspace = read.manifest, loader.project.workspace
        if manifest is None or not manifest.is_whole or any(check_theme(workspace.root, manifest)):
            return read.findings
        loaded = self.builder.load(manifest)
        found = [*read.findings, *loaded.findings]
        if not loaded.is_stopped:
            try:
                found += self._of_pages(loaded)
            except (TemplateError, ThemeError) as error:
                found.append(error.finding(workspace))
        return tuple(dict.fromkeys(found))

    def _of_pages(self, loaded: LoadedDeck) -> Iterator[Finding]:
        """Raises TemplateError and ThemeError for what is wrong with the project's theme."""
        yield from self.builder.look(loaded)
        yield from missing_pictures(self.builder.loader, loaded, self._unseen(loaded))
        yield from self.builder.casts.findings(loaded, self._recorded(loaded))
        _, environment = self.builder.themes.get(self.builder.theme_of(loaded.manifest))
        if isinstance(environment, ProjectTemplates):
            page, _ = self.builder.page(loaded)
            render_page(page, environment)

    def _recorded(self, loaded: LoadedDeck) -> Iterator[tuple[Slide, tuple[Reference, ...]]]:
        """The slides that may show a recording of a terminal, and what they refer to."""
        for slide in loaded.deck.slides:
            if ".cast" in slide.text.lower() or ".cast" in slide.notes.lower():
                yield slide, self.renderer.slide(slide, loaded.manifest.remark).references

    def _unseen(self, loaded: LoadedDeck) -> Iterator[tuple[Slide, tuple[Reference, ...]]]:
        """The slides that stand in no Markdown file as they are shown, and what they refer to."""
        sources = self.builder.loader.texts.known(loaded.inputs).values()
        plain = {each.path for each in sources if is_markdown(each.path) and not _makes_more(each.text)}
        for slide in loaded.deck.slides:
            if (slide.generated or slide.span.path not in plain) and _may_show_one(slide):
                yield slide, self.renderer.slide(slide, loaded.manifest.remark).references


def _makes_more(text: str) -> bool:
    """Whether slides may be made of a text that show another picture than its lines do."""
    return may_include(text) or _MAKES_MORE.search(text) is not None


def _may_show_one(slide: Slide) -> bool:
    """Whether a picture may stand in it: as Markdown it begins with `![`, as HTML with `<`."""
    return any(mark in text for text in (slide.text, slide.notes) for mark in ("![", "<"))


def rehearsal_of(loaded: LoadedSettings, texts: Texts, environ: Mapping[str, str]) -> Rehearsal:
    """That of a project as its settings have it."""
    return Rehearsal(DeckSources(texts.workspace, loaded.settings, environ), texts)
