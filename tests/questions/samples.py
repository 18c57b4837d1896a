"""One question of each kind, for tests that go over all of them."""

from nacre.questions.content import Content

PICTURE = {"key": "00000000-0000-4000-8000-000000000000", "alt": "A liver", "width": 9, "height": 9}

SBA = Content(
    "sba",
    "<p>Which drug is given first in variceal bleeding?</p>",
    {
        "options": [
            {"key": "opt1", "text": "Terlipressin", "fraction": 1, "feedback": "<p>At once.</p>"},
            {"key": "opt2", "text": "Propranolol", "fraction": 0, "feedback": "<p>Later.</p>"},
            {"key": "opt3", "text": "Octreotide", "fraction": 0.5, "feedback": "<p>It may do.</p>"},
        ]
    },
    title="best",
    explanation="<p>Because it lowers portal pressure.</p>",
    tags=("bleeding",),
)
CONTENTS = [
    SBA,
    Content(
        "multiple_response",
        "<p>Which are signs?</p>",
        {
            "options": [
                {"key": "sig1", "text": "Ascites", "fraction": 1},
                {"key": "sig2", "text": "Asterixis", "fraction": 1},
                {"key": "sig3", "text": "Clubbing of the ears", "fraction": 0},
            ]
        },
        title="several",
    ),
    Content(
        "multiple_response",
        "<p>Which are signs?</p>",
        {
            "marking": "plus_minus",
            "options": [
                {"key": "sig1", "text": "Ascites", "fraction": 1},
                {"key": "sig2", "text": "Asterixis", "fraction": 1},
                {"key": "sig3", "text": "Clubbing of the ears", "fraction": 0},
            ],
        },
        title="points",
    ),
    Content(
        "multiple_response",
        "<p>Which are thirds?</p>",
        {
            "marking": "weighted",
            "options": [
                {"key": "thi1", "text": "One &amp; <em>one</em>", "fraction": 1 / 3},
                {"key": "thi2", "text": "Two", "fraction": 1 / 3, "feedback": "<p>Yes.</p>"},
                {"key": "thi3", "text": "Three", "fraction": 1 / 3},
                {"key": "thi4", "text": "Four", "fraction": -1},
            ],
        },
        title="weighted",
    ),
    Content(
        "true_false",
        "<p>Spleens filter blood.</p>",
        {"statements": [{"key": "sta1", "is_true": True, "if_false": "<p>They do.</p>"}]},
        title="truth",
    ),
    Content(
        "true_false",
        "<p>Of the liver:</p>",
        {
            "statements": [
                {"key": "sta1", "text": "It makes bile", "is_true": True},
                {"key": "sta2", "text": "It makes insulin", "is_true": False},
            ]
        },
        title="truths",
    ),
    Content(
        "extended_matching",
        "<p>For each patient choose the most likely diagnosis.</p>",
        {
            "theme": "Jaundice",
            "choices": [
                {"key": "dia1", "text": "Gilbert"},
                {"key": "dia2", "text": "Stone"},
                {"key": "dia3", "text": "Hepatitis A"},
            ],
            "rows": [
                {"key": "pat1", "text": "Student, fasting", "answer": "dia1"},
                {"key": "pat2", "text": "Student, abroad", "answer": "dia3"},
            ],
        },
        title="extended",
    ),
    Content(
        "matching",
        "<p>Which belongs to which?</p>",
        {
            "choices": [
                {"key": "cho1", "text": "Copper"},
                {"key": "cho2", "text": "Iron"},
                {"key": "cho3", "text": "Lead"},
            ],
            "rows": [
                {"key": "row1", "text": "Wilson", "answer": "cho1"},
                {"key": "row2", "text": "Haemochromatosis", "answer": "cho2"},
            ],
        },
        title="pairs",
    ),
    Content(
        "ordering",
        "<p>Put the steps in order.</p>",
        {
            "marking": "inversions",
            "items": [
                {"key": "ste1", "text": "Airway"},
                {"key": "ste2", "text": "Breathing"},
                {"key": "ste3", "text": "Circulation"},
            ],
        },
        title="order",
    ),
    Content(
        "ordering",
        "<p>Put the steps in order.</p>",
        {"items": [{"key": "ste1", "text": "Airway"}, {"key": "ste2", "text": "Breathing"}]},
        title="exact",
    ),
    Content(
        "numeric",
        "<p>How many grams?</p>",
        {
            "answers": [
                {"key": "num1", "low": 9.5, "high": 10.5, "fraction": 1, "feedback": "<p>Yes.</p>"},
                {"key": "num2", "low": 8, "high": 12, "fraction": 0.5},
            ],
            "otherwise": "<p>Look at the table.</p>",
        },
        title="number",
    ),
    Content(
        "numeric",
        "<p>What is the bilirubin?</p>",
        {
            "answers": [{"key": "num1", "low": 17.1, "high": 17.1, "fraction": 1}],
            "units": [
                {"key": "uni1", "name": "µmol/L", "factor": 1},
                {"key": "uni2", "name": "mg/dL", "factor": 17.1},
            ],
        },
        title="units",
    ),
    Content(
        "hotspot",
        "<p>Where is the gallbladder?</p>",
        {
            "regions": [
                {
                    "key": "reg1",
                    "text": "Below",
                    "polygon": [[10, 60], [40, 60], [40, 90], [10, 90]],
                    "fraction": 1,
                },
                {"key": "reg2", "text": "Above", "polygon": [[0, 0], [50, 0], [50, 30]]},
            ]
        },
        title="spot",
        picture=PICTURE,
    ),
    Content(
        "short_answer",
        "<p>Which vitamin is given to drinkers?</p>",
        {
            "answers": [
                {"key": "wor1", "text": "thiamin*", "fraction": 1},
                {"key": "wor2", "text": "B1", "fraction": 0.5, "feedback": "<p>By its name?</p>"},
            ]
        },
        title="word",
    ),
    Content("essay", "<p>What will you do differently?</p>", title="free"),
    Content("description", "<p>Read this.</p>", title="text"),
]
