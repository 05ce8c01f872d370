"""What a clause is about: its phase of a project, the data and the model that it names."""

import re

from rubrics.probes.reading import quote
from rubrics.probes.tree import Phase

_PHASE_WORDS = {
    Phase.DEPLOYMENT: (
        r"deploy\w*|production\w*|serving|served|latency|monitor\w*|roll-?out|rolled (?:out|back)"
        r"|launch\w*|ship(?:ped|ping)?|API|endpoint\w*|on-call|incidents?|outages?|real-?time|uptime"
        r"|platforms?|clusters?|CI/CD|infrastructure|inference|on-device|app"
    ),
    Phase.EVALUATION: (
        r"A/B|experiments?|evaluat\w+|metrics?|AUC|accuracy|precision|recall|benchmark\w*|hold-?out"
        r"|ablations?|test sets?|uplift|causal|cross-validat\w+|significan\w+|dashboards?"
        r"|backtest\w*|F1"
    ),
    Phase.DATA_PREPARATION: (
        r"pipelines?|features?|clean(?:ed|ing)|preprocess\w*|ETL|ELT|joins?|joined|dedup\w*|ingest\w*"
        r"|transform(?:ed|ations?)|backfill\w*|schemas?|feature store"
    ),
    Phase.MODELLING: (
        r"models?|modell?ing|train(?:ed|ing)|fine-?tun\w+|neural|networks?|classif\w+|regression"
        r"|boost\w+|transformers?|algorithms?|embeddings?|cluster(?:ed|ing)|forecast\w*|predict\w+"
        r"|recommend\w+|rank(?:er|ing)|LSTM|CNN|GAN|LLMs?|RAG|reinforcement|loss|architectures?"
    ),
    Phase.DATA_UNDERSTANDING: (
        r"data|datasets?|labels?|labell?(?:ed|ing)|annotat\w+|events|logs|records|surveys?|images"
        r"|transactions|documents|tables?|warehouse"
    ),
    Phase.BUSINESS_UNDERSTANDING: (
        r"stakeholders?|customers?|business|revenue|roadmap|requirements|teams?|product|costs?|strategy"
        r"|users|sales|marketing|operations|compliance|legal|managers?"
    ),
}
_BY_PHASE = {phase: re.compile(rf"\b(?:{words})\b") for phase, words in _PHASE_WORDS.items()}

_DATA_NOUNS = (
    "events|logs|records|labels|images|transactions|clicks|tickets|documents|reviews|queries|sessions"
    "|readings|scans|invoices|messages|tweets|recordings|images|pictures|videos|frames|sequences"
    "|claims|orders|calls|emails|surveys|datasets?|data|rows|samples|examples|measurements|articles"
)
_MODEL_NOUNS = (
    "models?|networks?|classifiers?|regressions?|forests?|transformers?|embeddings|recommenders?"
    "|rankers?|LSTMs?|CNNs?|GANs?|autoencoders?|bandits?|detectors?|forecasts?|segmentation|clustering"
    "|trees|machines|chatbot|LLMs?|RAG|assistant|algorithm"
)
_STOP = frozenset(
    """
    the a an of from on with using and or for in to by over our all we i their its this
    that these those as at into was were is are which my your more than about only new
    any some no not per via built trained developed deployed used collected cleaned
    labelled labeled analysed analyzed designed led created wrote implemented improved
    replaced processed ingested evaluated compared cut reduced saved increased helped
    migrate migrated ran trains
    """.split()  # noqa: SIM905 - a column of words is no easier to read
)
_FAILURE = re.compile(
    r"\b(?:failed|failure|abandoned|did not work|didn.t work|incidents?|outages?|rolled back"
    r"|drift\w*|bugs?|broke|broken|leak(?:age|ed)?|wrong|regress(?:ed|ion in)|crash\w*|discontinued"
    r"|cancelled|canceled|shut down|negative results?|post-?mortem\w*)\b",
    re.IGNORECASE,
)
_SPLIT_TEST = re.compile(r"\bA/B|\bsplit test|\brandomi[sz]ed|\bexperiments? with\b", re.IGNORECASE)
_IN_USE = re.compile(
    r"\b(?:deploy\w+|in production|into production|to production|launch(?:ed|ing)"
    r"|shipped|rolled out|real-?time|went live|live)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\bto (?:reduce|predict|detect|improve|help|find|decide|increase|lower|forecast|rank|recommend"
    r"|identify|classify|automate|route|estimate|understand|support|cut|prevent|allow|answer)\b"
)
_FIGURE = re.compile(r"[\d.,/-]+[kKMB+]?$|million$|billion$|thousand$")


def phase_of(clause: str) -> Phase:
    """Return the phase that a clause belongs to; the later ones have the more telling words."""
    for phase, words in _BY_PHASE.items():
        if words.search(clause):
            return phase
    return Phase.MODELLING


def data_in(clause: str) -> str:
    """Return the data that a clause names with what they are ("clickstream events"), or nothing."""
    return _phrase(clause, _DATA_NOUNS)


def model_in(clause: str) -> str:
    """Return the model that a clause names with what it is ("boosted trees"), or nothing."""
    return _phrase(clause, _MODEL_NOUNS)


def tells_of_failure(clause: str) -> bool:
    return _FAILURE.search(clause) is not None


def tells_of_a_split_test(clause: str) -> bool:
    return _SPLIT_TEST.search(clause) is not None


def tells_of_use(clause: str) -> bool:
    return _IN_USE.search(clause) is not None


def tells_of_a_purpose(clause: str) -> bool:
    return _PURPOSE.search(clause) is not None


def _phrase(clause: str, nouns: str) -> str:
    """The noun with the words before it that describe it, quoted; nothing where none do."""
    for found in re.finditer(rf"((?:[\w’'/-]+ ){{1,4}})({nouns})\b", clause, re.IGNORECASE):
        words = found[1].split()
        stops = [n for n, word in enumerate(words) if word.lower() in _STOP or _FIGURE.match(word)]
        kept = words[stops[-1] + 1 :] if stops else words[-2:]
        if kept:
            return quote(" ".join([*kept, found[2]]))
    return ""
