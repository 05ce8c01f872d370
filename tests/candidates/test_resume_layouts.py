"""Résumés in PDFs, Word documents and plain text, in the layouts that people use."""

import docx
import pytest

from candidates.resume.document import Resume
from candidates.resume.files import name_in_file_name, read_file
from tests.factories.resume_files import pdf, word, word_resume

PLAIN = """\
JANE DOE
Senior Data Scientist
jane.doe@example.com | +1 415 555 0123 | https://janedoe.dev
San Francisco, CA

SUMMARY
Data scientist with ten years
of experience in ranking.

EXPERIENCE

Senior Data Scientist, Acme Corp            Jan 2019 - Present
- Led the ranking team of five people who work on search and on recommendations
  in three countries
- Cut cost by 30%

Data Scientist at Globex                     2015 - 2018
- Built churn models

EDUCATION
M.S. in Statistics, Stanford University, 2013 - 2015

SKILLS
Languages: Python, R, SQL
"""


def jobs(resume: Resume) -> list[str]:
    return [f"{job.position} | {job.name} | {job.start_date}–{job.end_date}" for job in resume.work]


def degrees(resume: Resume) -> list[str]:
    return [f"{d.study_type} | {d.area} | {d.institution}" for d in resume.education]


def skills(resume: Resume) -> list[str]:
    return [word for skill in resume.skills for word in (skill.keywords or (skill.name,))]


@pytest.mark.parametrize(
    ("page", "name", "email", "first", "degree", "skill"),
    [
        (
            "one-column",
            "Zoë Müller-O’Brien",
            "zoe.mueller@example.org",
            "Senior ML Engineer | Zalando SE | 2019-01–None",
            "M.Sc. | Computer Science | TU Berlin",
            "PyTorch",
        ),
        (
            "two-columns",
            "John A. Smith",
            "john.smith@example.com",
            "Data Scientist | Acme Corp | 2018-06–None",
            "M.S. | Statistics | Stanford University",
            "A/B testing",
        ),
        (
            "right-sidebar",
            "María García",
            "maria@example.es",
            "Research Scientist | DeepThought Labs | 2017-09–2021-10",
            "PhD | Machine Learning | University of Cambridge",
            "Julia",
        ),
        (
            "dates-left",
            "Jürgen Groß",
            "juergen.gross@example.de",
            "Softwareentwickler | SAP SE | 2018-03–None",
            "M.Sc. | Informatik | TU München",
            "Kubernetes",
        ),
        (
            "centered",
            "Priya Raghunathan",
            "priya.r@gmail.com",
            "Software Engineer III, Machine Learning | Google | 2018-01–None",
            "Master of Science | Machine Learning | Carnegie Mellon University",
            "TensorFlow",
        ),
        (
            "right-header",
            "Sean O’Connor",
            "sean@oconnor.dev",
            "Staff Data Engineer | Stripe | 2020–None",
            "B.A. (Hons) | Computer Science | Trinity College Dublin",
            "Kafka",
        ),
        (
            "dark-sidebar",
            "Li Wei",
            "li.wei@example.com",
            "Principal Research Scientist | OpenMind | 2021-03–None",
            "PhD | Computer Science | MIT",
            "Ray",
        ),
        (
            "french",
            "Hélène Dubois",
            "helene.dubois@example.fr",
            "Ingénieure Machine Learning | Criteo | 2020-01–None",
            "Master | Mathématiques | ENS Paris-Saclay",
            "Scala",
        ),
        (
            "modern",
            "Erik Svensson",
            "erik@svensson.se",
            "Machine Learning Engineer | Spotify AB | 2019–None",
            "MSc | Machine Learning | KTH Royal Institute of Technology",
            "Scala",
        ),
        (
            "exported",
            "Dan Lee",
            "dan@lee.io",
            "Staff Machine Learning Engineer | Lyft | 2021-01–None",
            "Master of Science | Computer Science | University of California, Berkeley",
            "Kubernetes",
        ),
        (
            "portuguese",
            "Paulo da Silva",
            "paulo@silva.com.br",
            "Analista de Dados | Itaú | 2018-01–2021-02",
            "Mestrado | Estatística | USP",
            "SQL",
        ),
        (
            "chinese",
            "王小明",
            "xiaoming.wang@example.cn",
            "算法工程师 | 百度在线网络技术有限公司 | 2019-07–None",
            "硕士 | 计算机科学 | 清华大学",
            "C++",
        ),
        (
            "japanese",
            "中村 陽菜",
            "hina.nakamura@example.jp",
            "機械学習エンジニア | 株式会社メルカリ | 2016-04–2020-03",
            "修士 |  | 東京大学大学院",
            "Rust",
        ),
        (
            "korean",
            "김민수",
            "minsu.kim@example.kr",
            "머신러닝 엔지니어 | 네이버 | 2019-03–None",
            "석사 | 컴퓨터공학 | 서울대학교",
            "TensorFlow",
        ),
        (
            "russian",
            "Анна Иванова",
            "anna@example.ru",
            "разработчик | Яндекс | 2018-06–None",
            "магистр | прикладная математика | МГУ",
            "C++",
        ),
        (
            "arabic",
            "أحمد حسن",
            "ahmed.hassan@example.com",
            "مهندس تعلم الآلة | شركة النيل | 2019–None",
            "بكالوريوس | علوم الحاسب | جامعة القاهرة",
            "SQL",
        ),
    ],
)
def test_a_pdf_is_read_column_by_column(page, name, email, first, degree, skill):
    resume = read_file(pdf(page), name="cv.pdf").resume

    assert (resume.name, resume.basics.email) == (name, email)
    assert first in jobs(resume)
    assert degree in degrees(resume)
    assert skill in skills(resume)
    assert not resume.warnings


def test_hebrew_is_read_from_right_to_left():
    resume = read_file(pdf("hebrew"), name="cv.pdf").resume

    assert resume.name == "דנה לוי"
    assert resume.basics.phone == "054-1234567"
    assert (resume.work[0].name, resume.work[0].position) == ("חברת נוף", "מהנדסת תוכנה")
    assert "no skills were recognized" in resume.warnings


def test_the_rest_of_a_one_column_resume_is_read():
    resume = read_file(pdf("one-column"), name="cv.pdf").resume
    basics = resume.basics

    assert basics.label == "Senior Machine Learning Engineer"
    assert (basics.location.city, basics.location.country_code) == ("Berlin", "DE")
    assert {profile.network for profile in basics.profiles} == {"LinkedIn", "GitHub"}
    assert basics.summary.startswith("Machine learning engineer with nine years")
    assert resume.work[0].highlights[0].endswith("fourteen markets and two languages.")
    assert resume.publications[0].name == "Deep ranking for fashion search"
    assert [(lang.language, lang.fluency) for lang in resume.languages] == [
        ("German", "native"),
        ("English", "C1"),
    ]


def test_a_column_goes_on_with_its_own_section_on_the_next_page():
    read = read_file(pdf("two-pages"), name="cv.pdf")

    assert read.pages == 2
    assert len(read.resume.work) == 10
    assert skills(read.resume) == ["Python", "Go"]
    assert read.resume.education[0].institution == "University of Jordan"


def test_courses_projects_and_grades_are_read():
    resume = read_file(pdf("centered"), name="cv.pdf").resume

    assert resume.education[0].score == "3.95/4.0"
    assert "Convex Optimization" in resume.education[0].courses
    assert [project.name for project in resume.projects] == ["BanditLib", "TinyGPT"]
    assert [p.name for p in resume.publications] == [
        "Efficient exploration in contextual bandits",
        "Large language models at scale",
    ]


def test_a_word_document_is_read_and_kept_as_clean_html():
    read = read_file(word_resume(), name="cv.docx")

    assert read.resume.name == "Ada Lovelace"
    assert jobs(read.resume) == [
        "Lead Data Scientist | Analytical Engines Ltd | 2019-03–None",
        "Data Scientist | Babbage & Co | 2015–2019",
    ]
    assert degrees(read.resume) == ["MSc | Mathematics | University of Oxford"]
    assert "<strong>Lead Data Scientist</strong>" in read.html
    assert "style" not in read.html


def test_a_word_document_with_its_name_in_the_header_and_columns_in_a_table_is_read():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Grace Hopper\tgrace@example.org"
    left, right = document.add_table(1, 2).rows[0].cells
    for cell, lines in (
        (left, ["SKILLS", "COBOL", "Python", "SQL"]),
        (
            right,
            ["WORK EXPERIENCE", "Senior Engineer", "US Navy, Arlington, VA", "01/2010 - 12/2020"],
        ),
    ):
        for line in lines:
            cell.add_paragraph(line)
    resume = read_file(word(document), name="cv.docx").resume

    assert (resume.name, resume.basics.email) == ("Grace Hopper", "grace@example.org")
    assert skills(resume) == ["COBOL", "Python", "SQL"]
    assert jobs(resume) == ["Senior Engineer | US Navy | 2010-01–2020-12"]
    assert resume.work[0].location == "Arlington, VA"


def test_plain_text_is_read():
    resume = read_file(PLAIN.encode(), name="cv.txt").resume

    assert (resume.name, resume.basics.label) == ("Jane Doe", "Senior Data Scientist")
    assert resume.basics.url == "https://janedoe.dev"
    assert resume.basics.summary == "Data scientist with ten years of experience in ranking."
    assert jobs(resume) == [
        "Senior Data Scientist | Acme Corp | 2019-01–None",
        "Data Scientist | Globex | 2015–2018",
    ]
    assert resume.work[0].highlights[0].endswith("recommendations in three countries")
    assert (resume.skills[0].name, resume.skills[0].keywords) == (
        "Languages",
        ("Python", "R", "SQL"),
    )


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Jane_Doe_Resume_2024.pdf", "Jane Doe"),
        ("JaneDoe-CV (1).docx", "Jane Doe"),
        ("lebenslauf_jürgen_groß_final.pdf", "Jürgen Groß"),
        ("C:\\cv\\王小明-简历.pdf", "王小明 简历"),
        ("resume.pdf", "resume"),
    ],
)
def test_a_name_is_found_in_the_name_of_a_file(file, name):
    assert name_in_file_name(file) == name
