"""What we store of others: sources and their items, stories, windows and the digests made from them."""

from curation.models.digests import (
    AddedLink,
    Candidate,
    DigestLink,
    DigestPage,
    DigestWindow,
    RankingWeights,
)
from curation.models.filed import FiledLink
from curation.models.items import Item
from curation.models.sources import Source, SourceProposal
from curation.models.stories import ClusteringRun, Story

__all__ = [
    "AddedLink",
    "Candidate",
    "ClusteringRun",
    "DigestLink",
    "DigestPage",
    "DigestWindow",
    "FiledLink",
    "Item",
    "RankingWeights",
    "Source",
    "SourceProposal",
    "Story",
]
