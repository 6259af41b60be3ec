"""The register as the suggester sees it."""

from analysis.suggest import FindingOnRecord
from analysis.suggest import Heading
from voice_app.store import quality


def on_record() -> tuple[FindingOnRecord, ...]:
    """Every finding, the newest activity first."""
    return tuple(
        FindingOnRecord(
            key=finding.id,
            words=finding.words,
            heading=Heading(finding.heading),
            themes=about,
            stages=frozenset({finding.stage}),
            document_title=document.title,
            period=quality.period(document),
        )
        for finding, document, about in quality.all_findings()
    )
