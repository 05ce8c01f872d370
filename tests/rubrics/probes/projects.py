"""Project texts of every role, each with what its probe must say and must not say."""
# ruff: noqa: E501, RUF001  (texts as people write them)

from dataclasses import dataclass, field

MLE, RESEARCH, PLATFORM = "ml-engineer", "ml-researcher", "ml-platform-engineer"
DS, MLPM = "data-scientist", "ml-product-manager"


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    technologies: tuple[str, ...] = ()
    archetype: str | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    read: bool = field(default=True)


CASES = [
    Case(
        "Churn radar",
        "We built a churn model with XGBoost on 2 million clickstream events. Churn fell by 12 % in "
        "the first quarter. I deployed the model with Airflow, and it was rolled back once.",
        ("Kafka",),
        MLE,
        (
            "You write that churn fell by 12 %: compared with what, over how many weeks, and who "
            "measured it?",
            "Why Kafka and not a nightly file?",
            "Why XGBoost and not a logistic regression?",
            "Why Airflow and not cron?",
            "which part of it did you do yourself, and who did the rest?",
            "You write “I deployed the model with Airflow”: who else worked on it",
            "You write “it was rolled back once”: who noticed first",
            "How did a new version of “Churn radar” go out",
        ),
        ("ablation", "Which decision was"),
    ),
    Case(
        "Fraud scoring",
        "Reduced fraud losses by 23% and cut manual reviews by 40%.\n"
        "Built real-time scoring in FastAPI with 35 ms latency at 2,000 requests per second.",
        ("Python", "Redis"),
        MLE,
        (
            "“Reduced fraud losses by 23%”: compared with what",
            "“cut manual reviews by 40%”: compared with what",
            "at which percentile, under which load",
            "Why FastAPI and not a nightly table of scores?",
            "Why Redis and not memory of the process?",
        ),
        ("Why Python", "We ", "ablation"),
    ),
    Case(
        "Search ranking",
        "Our team trained a LightGBM ranking model on click logs. NDCG went from 0.41 to 0.47 offline. "
        "An A/B test showed a 2.1% uplift in conversion.",
        (),
        MLE,
        (
            "“Our team trained a LightGBM ranking model on click logs”: which part of it did you do",
            "“NDCG went from 0.41 to 0.47 offline”: on which data, how were they split",
            "You mention “click logs”",
            "“An A/B test showed a 2.1% uplift in conversion”: compared with what",
        ),
        ("rolled back",),
    ),
    Case(
        "Demand forecast",
        "A demand forecast for 1,200 stores was developed. It saved 1.4 million euros a year.",
        ("Prophet",),
        MLE,
        (
            "“A demand forecast for 1,200 stores was developed”: who did that, and what was your own",
            "“It saved 1.4 million euros a year”: how was the amount computed",
            "Why Prophet and not last year’s value?",
        ),
        ("Supported", "You write “I "),
    ),
    Case(
        "Visual inspection",
        "I trained a YOLO detector for scratches on steel. We expected to reduce scrap by 30%.",
        ("OpenCV",),
        MLE,
        (
            "“We expected to reduce scrap by 30%”: what came of it, and how do you know?",
            "Why YOLO and not a smaller classifier on crops?",
            "“I trained a YOLO detector for scratches on steel”: who else worked on it",
        ),
        ("“We expected to reduce scrap by 30%”: compared with what",),
    ),
    Case(
        "Sparse attention",
        "Proposed a sparse attention layer in PyTorch. It reaches 94.2% accuracy on our benchmark. "
        "Negative results on long documents were published.",
        ("PyTorch",),
        RESEARCH,
        (
            "State the hypothesis of “Sparse attention” in one sentence",
            "“It reaches 94.2% accuracy on our benchmark”: over how many seeds",
            "Take one part out: which, and what is left of the result?",
            "Which ablation were you most afraid of",
            "“Negative results on long documents were published”: who noticed first",
        ),
        ("Who was called at night", "leakage"),
    ),
    Case(
        "Protein folding study",
        "Developed a graph neural network for protein stability. Improved Spearman correlation from "
        "0.52 to 0.61 with three times fewer parameters.",
        ("JAX", "DeepSpeed"),
        RESEARCH,
        (
            "You mention “graph neural network”",
            "Why JAX and not PyTorch?",
            "Why DeepSpeed and not a smaller model?",
            "Which question was “Protein folding study” to answer",
            "Over how many seeds, and was the baseline tuned for as long as your method?",
        ),
        ("Why PyTorch",),
    ),
    Case(
        "Noisy labels",
        "I ran ablations on 5 datasets; my hypothesis was wrong and the paper says so.",
        (),
        RESEARCH,
        (
            "“my hypothesis was wrong and the paper says so”: who noticed first",
            "“I ran ablations on 5 datasets”",
        ),
        ("compared with what", "was it before"),
    ),
    Case(
        "Bandits for news",
        "We compared Thompson sampling with a Vowpal Wabbit baseline on logged clicks.",
        (),
        RESEARCH,
        ("Why Vowpal Wabbit and not a plain split test?", "You mention “logged clicks”"),
        ("%",),
    ),
    Case(
        "Feature platform",
        "Led a team of 4 that built a feature store on Feast and Kubernetes, used by 30 teams. "
        "After an outage in March we introduced canary releases.",
        ("Feast", "Kubernetes", "Terraform"),
        PLATFORM,
        (
            "Who were the users of “Feature platform”",
            "Why Feast and not a table in the warehouse?",
            "Why Kubernetes and not one machine with Docker?",
            "Why Terraform and not a page of instructions?",
            "used by 30 teams”: what did each",
            "“After an outage in March we introduced canary releases”: who noticed first",
            "Tell me of one incident, hour by hour.",
        ),
        ("hypothesis", "leakage"),
    ),
    Case(
        "Training cluster",
        "Cut the cost of training by $300k a year by moving jobs from AWS to Slurm; GPU use went up "
        "from 35% to 78%.",
        ("Ray",),
        PLATFORM,
        (
            "“Cut the cost of training by $300k a year by moving jobs from AWS to Slurm”: how was "
            "the amount computed",
            "You write that GPU use went up from 35 % to 78 %: compared with what",
            "Why Slurm and not one large machine?",
            "Why Ray and not one large machine?",
        ),
        ("Why AWS",),
    ),
    Case(
        "Model gateway",
        "Helped to migrate 40 models to Triton. p99 latency dropped from 120 ms to 45 ms.",
        (),
        PLATFORM,
        (
            "“Helped to migrate 40 models to Triton”: what exactly did you do, and what would have "
            "been missing without it?",
            "Why Triton and not a web service in Python?",
            "at which percentile, under which load, and where was it measured?",
        ),
        (),
    ),
    Case(
        "Event pipeline",
        "The Kafka pipeline handles 9 billion events a day. I was responsible for schema checks with "
        "Great Expectations.",
        (),
        PLATFORM,
        (
            "“The Kafka pipeline handles 9 billion events a day”: at which hour of the day",
            "Why Great Expectations and not constraints in the database?",
            "“I was responsible for schema checks with Great Expectations”: what exactly did you do",
        ),
        (),
    ),
    Case(
        "Pricing study",
        "I analysed two years of transactions in BigQuery to decide whether to raise prices. "
        "Revenue grew by 4 % after the change.",
        ("R", "dbt"),
        DS,
        (
            "Which decision was “Pricing study” for",
            "Is what “Pricing study” claims a cause or a difference between groups",
            "You write that revenue grew by 4 %: compared with what, over how many weeks, and what "
            "else changed at the same time?",
            "Why BigQuery and not PostgreSQL?",
            "Why dbt and not views in the warehouse?",
            "Why R and not Python?",
        ),
        ("new version of",),
    ),
    Case(
        "Retention dashboard",
        "Designed a Tableau dashboard with 25 metrics, opened by 300 people each week.",
        (),
        DS,
        ("Why Tableau and not a mail each Monday?", "how was this counted"),
        ("compared with what, over",),
    ),
    Case(
        "Uplift of vouchers",
        "A randomised experiment with 80,000 customers. The effect was half of what we hoped.",
        ("DoWhy",),
        DS,
        (
            "“A randomised experiment with 80,000 customers”: how was this counted",
            "Why DoWhy and not a plain regression?",
            "How wide was the interval",
        ),
        (),
    ),
    Case(
        "Survey of drivers",
        "Collected 1,500 survey answers and cleaned them in pandas.",
        (),
        DS,
        ("Why pandas and not plain SQL?", "how was this counted"),
        ("XGBoost",),
    ),
    Case(
        "Reply assistant",
        "Managed the roadmap of a reply assistant for support agents. We decided not to build "
        "automatic sending. Handling time dropped by 18 %.",
        ("OpenAI API", "Jira"),
        MLPM,
        (
            "What did you decide not to build, and who was unhappy about it?",
            "“Managed the roadmap of a reply assistant for support agents”: what did you decide "
            "yourself, and what did the others make?",
            "compared with what, who read it, and which decision followed?",
            "Why OpenAI API and not a small model of your own?",
        ),
        ("Which of this is your code?", "ablation"),
    ),
    Case(
        "Fraud product",
        "Defined requirements with 12 stakeholders; the model's precision of 0.83 was accepted.",
        ("Figma",),
        MLPM,
        (
            "how good did it have to be, and who had decided that?",
            "Which problem of whom was “Fraud product” to solve",
        ),
        (),
    ),
    Case(
        "Route planner",
        "Worked on route planning.",
        (),
        MLPM,
        ("“Worked on route planning”: what exactly did you do", "“Route planner”"),
        ("compared with what", "You mention"),
    ),
    Case(
        "Support search",
        "Built a RAG assistant with LangChain, Faiss and GPT-4 over 50k documents; hallucinations "
        "fell by half.",
        ("LangChain", "Faiss", "FooBarDB"),
        None,
        (
            "Why LangChain and not a few function calls of your own?",
            "Why Faiss and not exact search in NumPy?",
            "Why GPT and not a small model of your own?",
            "Why FooBarDB, and what else could have done its work?",
        ),
        ("GPT-4: ",),
    ),
    Case(
        "Betrugserkennung",
        "Wir haben ein Modell zur Erkennung von Betrug gebaut und die Verluste um 30 % gesenkt.",
        ("Spark",),
        DS,
        ("Which decision was “Betrugserkennung” for", "Why Spark and not one large machine?"),
        ("30", "Verluste", "You write", "You mention"),
        read=False,
    ),
    Case(
        "推荐系统",
        "我们用 XGBoost 构建了推荐系统，点击率提高了 15%。",
        (),
        MLE,
        ("“推荐系统”",),
        ("15", "XGBoost", "You write"),
        read=False,
    ),
    Case(
        "Détection de pannes",
        "Nous avons développé un modèle de détection de pannes pour 300 machines avec PyTorch.",
        ("PyTorch",),
        PLATFORM,
        ("“Détection de pannes”", "Why PyTorch and not TensorFlow?"),
        ("300", "You write"),
        read=False,
    ),
    Case(
        "कीमत का अनुमान",
        "हमने मकानों की कीमत का अनुमान लगाने के लिए एक मॉडल बनाया।",
        (),
        None,
        ("“कीमत का अनुमान”",),
        ("You write",),
        read=False,
    ),
    Case(
        "<script>alert(1)</script>Ads {{ 7*7 }}",
        "<b>We built</b> {{ settings.SECRET_KEY }} and {% now 'Y' %} an ad model. "
        "Clicks rose by 9%. **Improved recall by 5%**. [Read more](javascript:alert(1))",
        ("<img src=x onerror=alert(1)>", "{{tech}}", "Kafka"),
        MLE,
        ("You write that clicks rose by 9 %", "Why Kafka and not", "“Improved recall by 5%”"),
        ("{", "}", "<", "SECRET_KEY", "javascript", "script", "onerror"),
    ),
    Case("", "", (), None, ("In this project, who did what",), ("“", "Why  ", "You write")),
    Case(
        "Timeline",
        "From 2019 to 2021 I worked in Python 3.8 with GPT-3 on version 2.4 of the product.",
        (),
        MLE,
        ("“Timeline”",),
        ("how was this counted", "compared with what"),
    ),
    Case(
        "Ray of light",
        "We ran a spark of an idea past the flask in the lab; the feast was prophetic.",
        (),
        RESEARCH,
        ("“Ray of light”",),
        ("Why Ray", "Why Spark", "Why Flask", "Why Feast", "Why Prophet"),
    ),
]
