"""The register as the suggester sees it."""

from collections.abc import Collection
from collections.abc import Iterable

from analysis.suggest import FindingOnRecord
from analysis.suggest import Heading
from voice_app.models.quality import Finding
from voice_app.models.quality import QaDocument
from voice_app.store import quality


def on_record() -> tuple[FindingOnRecord, ...]:
    """Every finding, the newest activity first."""
    return _as_known(quality.all_findings())


def about(themes: Collection[str]) -> tuple[FindingOnRecord, ...]:
    """The findings about any of these themes, the newest activity first."""
    return _as_known(quality.all_findings(about=themes))


def _as_known(
    rows: Iterable[tuple[Finding, QaDocument, frozenset[str]]],
) -> tuple[FindingOnRecord, ...]:
    return tuple(
        FindingOnRecord(
            key=finding.id,
            words=finding.words,
            heading=Heading(finding.heading),
            themes=themes,
            stages=frozenset({finding.stage}),
            document_title=document.title,
            period=quality.period(document),
        )
        for finding, document, themes in rows
    )
