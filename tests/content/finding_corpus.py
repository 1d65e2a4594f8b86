"""Some two hundred terms and two dozen questions to look for things in."""

from bot.domain.lesson import FaqEntry, Lesson, Term
from tests.fakes.lessons import entry, lesson, term

_ALIASED = {
    "AI Sovereignty": ("sovereign AI", "AI 주권", "인공지능 주권"),
    "Open-Source AI": ("오픈소스 AI", "open-source model"),
    "AI Foundation Models": ("foundation model", "FM", "파운데이션 모델"),
    "Technology Control": ("tech control", "기술 통제권"),
    "Graphics Processing Unit": ("GPU", "그래픽 처리 장치"),
    "Neural Processing Unit": ("NPU", "신경망 처리 장치"),
    "GPT-4": (),
    "GPT-5": (),
    "GPT-3.5": (),
    "Large Language Model": ("LLM", "거대 언어 모델", "대규모 언어 모델"),
    "Artificial Intelligence": ("인공지능",),
    "Interest Rate": ("금리", "이자율"),
    "Base Rate": ("기준금리",),
    "Inflation": ("인플레이션", "물가 상승"),
    "Investment": ("투자",),
    "Politics": ("정치",),
    "Economics": ("경제학",),
    "Share": ("주", "주식"),
    "Trust": ("신뢰", "신용"),
    "Semiconductor": ("반도체", "chip"),
    "Data Center": ("데이터 센터", "데이터센터", "data centre"),
    "Climate Change": ("기후 변화", "기후변화"),
    "Renewable Energy": ("신재생에너지", "재생 에너지"),
    "Gross Domestic Product": ("GDP", "국내총생산"),
    "Consumer Price Index": ("CPI", "소비자물가지수"),
    "C": ("C language",),
    "C++": (),
    "C#": (),
    "Window": (),
    "Windows": (),
}
_PLAIN = """
Algorithm; Training Data; Fine-Tuning; Transfer Learning; Deep Learning; Machine Learning;
Supervised Learning; Unsupervised Learning; Reinforcement Learning; Neural Network; Transformer;
Attention Mechanism; Tokenization; Embedding; Hallucination; Prompt Injection; Context Length;
Quantization; Distillation; Benchmark; Overfitting; Underfitting; Regularization; Backpropagation;
Gradient Descent; Learning Curve; Loss Function; Confusion Matrix; Precision; Recall;
Cross-Validation; Decision Tree; Random Forest; Regression; Classification; Clustering;
Simulation; Optimization; Recommendation System; Computer Vision; Speech Recognition; Robotics;
Autonomous Vehicle; Edge Computing; Cloud Computing; Quantum Computing; Supercomputer; Open
Standard; Interoperability; Data Leak; Data Sovereignty; Privacy; Encryption; Public Key;
Firewall; Malware; Phishing; Ransomware; Zero-Day; Authentication; Authorization; Blockchain;
Bitcoin; Stablecoin; Monetary Policy; Fiscal Policy; Central Bank; Exchange Rate; Trade Deficit;
Trade Surplus; Tariff; Free-Trade Agreement; Export Control; Supply Chain; Supply; Demand;
Elasticity; Monopoly; Oligopoly; Antitrust; Subsidy; Minimum Wage; Unemployment; Recession;
Stagflation; Bond; Stock; Dividend; Mutual Fund; Hedge Fund; Pension; Insurance; Mortgage;
Bankruptcy; Capitalism; Socialism; Democracy; Republic; Constitution; Parliament; Referendum;
Impeachment; Veto; Lobbying; Federalism; Sovereignty Doctrine; Sanction; Embargo; Treaty;
Diplomacy; Refugee; Immigration; Census; Birth Rate; Aging Society; Welfare State; Public Health;
Vaccine; Virus; Pandemic; Epidemic; Antibody; Protein; Enzyme; Chromosome; Genome; Gene Editing;
Mutation; Evolution; Natural Selection; Photosynthesis; Ecosystem; Biodiversity; Neuron; Synapse;
Hormone; Metabolism; Atom; Proton; Electron; Isotope; Radioactivity; Nuclear Fission; Nuclear
Fusion; Entropy; Gravity; Relativity; Black Hole; Dark Matter; Supernova; Galaxy; Asteroid;
Satellite; Greenhouse Gas; Carbon Footprint; Carbon Tax; Emissions Trading; Fossil Fuel; Solar
Panel; Wind Turbine; Heat Pump; Hydrogen; Battery; Electric Vehicle; Smart Grid; Earthquake;
Tsunami; Volcano; Monsoon; Fine Dust; Drought; Tide; Plate Tectonics; Literacy; Bias; Fake News;
Deepfake; Copyright; Patent; Trademark; Fair Use; Public Domain; Net Neutrality; Algorithmic Bias;
Digital Divide; Gig Economy; Remote Work; Labor Union; Collective Bargaining; Series; Cookie;
Cache; Matrix; Hypothesis; R&D; .NET
"""


def terms() -> tuple[Term, ...]:
    plain = [" ".join(name.split()) for name in _PLAIN.split(";")]
    return (
        *(term(name, "It is explained.", *aliases) for name, aliases in _ALIASED.items()),
        *(term(name, "It is explained.") for name in plain),
    )


def term_lessons() -> list[Lesson]:
    every = terms()
    return [
        lesson(f"lesson-{i}", date=f"2026-01-{i + 1:02}", terms=every[i * 10 : i * 10 + 10])
        for i in range(-(-len(every) // 10))
    ]


AI_FAQ = (
    entry(
        "Isn't independent AI worse than open-source AI?",
        "It may lag behind at first, but it counts for more that the technology is your own.",
        "Every part has to be invented first. With time and support, it gets better.",
    ),
    entry(
        "Why was Naver excluded, and what will it do now?",
        "Its model reportedly uses Chinese open-source technology. It plans AI chips of its own.",
        "The government applied its standard to the letter. HyperCLOVA X performs well.",
    ),
    entry(
        "Won't independent AI cut Korea off from the rest of the world?",
        "Independence and cooperation go together: a sovereign country can work with others.",
        "SK Telecom has partners abroad. It need not hurt anybody.",
    ),
)
MONEY_FAQ = (
    entry("Why do central banks raise interest rates?", "To slow inflation by making loans dear."),
    entry("Does a weak currency help exporters?", "Yes: what they sell gets cheaper abroad."),
    entry("What happens to bonds when rates rise?", "Their price falls, for new bonds pay more."),
    entry("How is the minimum wage decided?", "A council of workers, employers and experts votes."),
    entry("Can a country go bankrupt?", "It can fail to pay its debts, but nobody sells it off."),
)
NATURE_FAQ = (
    entry("Why is there no tide in my bath?", "The Moon pulls at every drop almost equally."),
    entry("Do heat pumps work in cold winters?", "Yes, though they need more power then."),
    entry("Is nuclear power safe?", "Accidents are rare, but waste stays dangerous for long."),
    entry("Why did the earthquake cause a tsunami?", "The sea floor rose and lifted the water."),
    entry("How many vaccines does a baby need?", "About ten, spread over two years."),
)
KOREAN_FAQ = (
    entry("네이버는 왜 제외되었나요?", "중국 오픈소스 기술을 썼기 때문입니다."),
    entry("독자 인공지능은 국제 협력을 막지 않나요?", "주권이 있어야 동등하게 협력할 수 있습니다."),
    entry("기준금리를 올리면 집값은 어떻게 되나요?", "대출 이자가 늘어 집값이 내리기 쉽습니다."),
    entry("최저임금은 누가 결정하나요?", "노동자, 사용자, 공익 위원이 투표로 정합니다."),
)


def faq_lessons() -> list[Lesson]:
    def dated(name: str, date: str, faq: tuple[FaqEntry, ...]) -> Lesson:
        return lesson(name, date=date, faq=faq)

    return [
        dated("independent-ai", "2026-01-16", AI_FAQ),
        dated("money", "2026-01-15", MONEY_FAQ),
        dated("nature", "2026-01-14", NATURE_FAQ),
        dated("korean", "2026-01-13", KOREAN_FAQ),
    ]
