"""Explanations of findings about the article as a whole (A)."""

from pubpipe.explanations.explanation import Explanation

ARTICLE: dict[str, Explanation] = {
    "A001": Explanation(
        "Whoever stretches must know when to stop and whom to ask. An article with stretches and without"
        " a warning leaves that out.",
        "pubpipe's own rule; patient safety",
        "Write a `:::{warning}` with the signs to stop at.",
    ),
    "A002": Explanation(
        "A leaflet is general and does not know its reader. The disclaimer says so, and sends the reader"
        " to a professional for advice.",
        "PIF TICK; pubpipe's own rule",
        "Add a `:::{disclaimer}` at the end.",
    ),
    "A003": Explanation(
        "A warning that follows the stretch is met after the harm: a listener hears it when the movement is done.",
        "pubpipe's own rule; patient safety; ANSI Z535.6 on the place of safety messages",
        "Move a warning above the first stretch.",
    ),
    "A004": Explanation(
        "A reference that nothing cites supports no statement, and lends an article a weight that it does not have.",
        "pubpipe's own rule",
        "Cite it where it supports a claim, or remove it.",
    ),
    "A005": Explanation(
        "A picture shows at once what words describe with effort, and helps people who read little.",
        "AHRQ Patient Education Materials Assessment Tool (PEMAT-P), item 15: visual aids where they help",
        "Add `:figure:` and `:alt:`.",
    ),
    "A006": Explanation(
        "A patient with a question or a worry must find whom to ask in the leaflet that raised it.",
        "PIF TICK: where to find further support",
        "Add `phone:` or `url:` to the publisher.",
    ),
    "A007": Explanation(
        "An article that was reviewed before it was published, or is due before its last review, has a "
        "wrong date, and readers judge by dates.",
        "PIF TICK: dates of publication and review",
        "Correct the dates.",
    ),
    "A008": Explanation(
        "What `pubpipe new` wrote for the author is not for patients, who would read an instruction to "
        "write something.",
        "pubpipe's own rule",
        "Write the text for patients.",
    ),
    "A010": Explanation(
        "Steps are written for one side and turned to the other. A word that may or may not be a side "
        "cannot be turned without a guess, and a wrong guess stretches the wrong limb.",
        "pubpipe's own rule; patient safety",
        "Name the body part with its side, or mark the words as fixed.",
    ),
    "A011": Explanation(
        "A short form that nothing explains is a riddle to a reader, and in a recording a rattle of letters.",
        "WCAG 2.2, 3.1.4 Abbreviations (AAA); AHRQ Patient Education Materials Assessment Tool (PEMAT-P), item 4",
        "Write it as an abbreviation with its words.",
    ),
    "A012": Explanation(
        "Steps that are written out for one side and never name it are probably those of the other.",
        "pubpipe's own rule; patient safety",
        "Name the body part with its side.",
    ),
    "A013": Explanation(
        "A step that takes more than a minute to say is forgotten before it is done, and a paragraph "
        "over a page is not read.",
        "AHRQ Patient Education Materials Assessment Tool (PEMAT-P), item 8: information in short "
        "sections; pubpipe's own rule for the limits",
        "Part it into steps or paragraphs.",
    ),
    "A014": Explanation(
        "A drafted text alternative has been written by a machine from data. Only a person who looks at "
        "the drawing can say that it is right.",
        "WCAG 2.2, 1.1.1; pubpipe's own rule",
        "Look, correct, and take the word of the draft away.",
    ),
    "A015": Explanation(
        "Many adults read some grades below the level of usual leaflets. The American Medical "
        "Association and the National Institutes of Health ask for grade 6 to 8; a block above grade 9 "
        "(Flesch-Kincaid) is over that however it is measured. Short blocks are not graded, since one "
        "long name decides them.",
        "Kincaid et al. 1975; McLaughlin 1969 (SMOG); Weiss, AMA Health Literacy manual, 2007",
        "Use shorter sentences and everyday words.",
    ),
    "A016": Explanation(
        "Sentences over 20 words ask readers to keep their beginning in mind, which is hard with pain, "
        "in a second language or by ear.",
        "Plain-language practice (Oxford Guide to Plain English: 15 to 20 words on average); the limit "
        "is pubpipe's own rule",
        "Make two sentences, or a list.",
    ),
    "A017": Explanation(
        "A paragraph of more than three sentences looks like work, and what stands in its middle is passed over.",
        "AHRQ Patient Education Materials Assessment Tool (PEMAT-P), item 8: information in short "
        "sections; the limit is pubpipe's own rule",
        "Begin a new paragraph, or make a list.",
    ),
    "A018": Explanation(
        "A clinical term helps a patient who will hear it again, if it is explained where it first "
        "stands. Otherwise it shuts the reader out.",
        "AHRQ Patient Education Materials Assessment Tool (PEMAT-P), item 4: medical terms only to "
        "familiarise, and defined; WCAG 2.2, 3.1.3 Unusual Words (AAA)",
        "Explain it beside the term, or use everyday words.",
    ),
    "A019": Explanation(
        "In capitals all words have the same outline and are slower to read; some screen readers spell "
        "them letter by letter.",
        "UKAAF guidance on clear and large print; NHS content style",
        "Write small letters, and mark importance with **strong**.",
    ),
    "A020": Explanation(
        "People who use a screen reader go through a list of links, and on paper there is nothing to "
        "click: a link must say by its own words where it leads.",
        "WCAG 2.2, 2.4.4 Link Purpose (In Context) (A), 2.4.9 (AAA)",
        "Name what is found at the address.",
    ),
    "A021": Explanation(
        "A web address in running text is spelt out by a voice, breaks over lines and tells nobody what is there.",
        "WCAG 2.2, 2.4.4; pubpipe's own rule",
        "Make it a link with words, or a reference.",
    ),
    "A022": Explanation(
        "A percentage or what studies show persuades patients. Whoever says it must let the reader and "
        "the reviewer look it up.",
        "PIF TICK: based on up-to-date evidence; pubpipe's own rule for which words count as a claim",
        "Cite the source in the same block, or leave the claim out.",
    ),
    "A023": Explanation(
        "Pressure on the nerves at the end of the spinal cord (cauda equina syndrome) begins like common"
        " back pain and must be operated on within hours, or loss of bladder, bowel and leg function may"
        " stay. An article on back pain or sciatica names these signs in a warning: loss of bladder or "
        "bowel control, numbness in the saddle area, weakness or numbness in the legs. Whether other "
        "causes need naming too is for the clinician who reviews it.",
        "NHS, Back pain (when to call 999); GIRFT national suspected cauda equina syndrome pathway, "
        "2023; NICE NG59, 1.1.1, on other causes",
        "Name the signs in a warning, and where to get help at once.",
    ),
    "A024": Explanation(
        "Advice changes. An article whose day of review is past has not been looked at by those who "
        "answer for it. The finding depends on the day, the published bytes do not.",
        "PIF TICK: reviewed at set times; NHS content: at least each three years",
        "Have it reviewed, and set the new dates.",
    ),
    "A025": Explanation(
        "Whoever is not told how often does a stretch once, or all day. Frequency is part of a prescription.",
        "ACSM position stand 2011 (Garber et al.); TIDieR item 8: when and how much",
        "Add `:frequency:`.",
    ),
    "A026": Explanation(
        "More than a hundred repeats, twenty sets or once an hour all day and night is prescribed to "
        "nobody: such a number is a slip, and a patient may try to follow it. Holds over ten minutes are"
        " refused when they are read.",
        "pubpipe's own rule; patient safety; holds after ACSM 2011, 10 to 60 seconds",
        "Correct the option.",
    ),
    "A027": Explanation(
        "The dose in the options is what every format prints and what the recording counts. If words of "
        "a step say another, a patient is told two doses, and one of them is wrong. pubpipe does not "
        "choose.",
        "pubpipe's own rule; patient safety",
        "Write the dose in the option only.",
    ),
    "A028": Explanation(
        "A dose that is typed in words as well is right today, and wrong on the day on which the option is changed.",
        "pubpipe's own rule",
        "Leave the dose to the option.",
    ),
    "A029": Explanation(
        "Steps that are for the left side and name nothing but the right are for the other side, or the "
        "option is wrong. Recordings say the side from the option.",
        "pubpipe's own rule; patient safety",
        "Correct `:sides:` or the steps.",
    ),
    "A030": Explanation(
        "A picture of the other side beside steps that never speak of that side shows the wrong one, or "
        "its text is wrong. Whoever listens gets only the text.",
        "WCAG 2.2, 1.1.1; pubpipe's own rule; patient safety",
        "Look at the picture, and correct its text or take another.",
    ),
    "A031": Explanation(
        "A heading promises a text. People who go from heading to heading arrive at nothing.",
        "WCAG 2.2, 2.4.6 Headings and Labels (AA); AHRQ Patient Education Materials Assessment Tool (PEMAT-P), item 9",
        "Write the section, or take the heading away.",
    ),
    "A032": Explanation(
        "A reader decides in the first lines whether a text is meant for them. The summary says what the"
        " article is for, in every format and in lists of articles.",
        "AHRQ Patient Education Materials Assessment Tool (PEMAT-P), item 1 (purpose evident) and 11 (a summary)",
        "Add `summary:` to the front matter.",
    ),
    "A033": Explanation(
        "A screen reader says that there is a picture already. A file name or “image of” spends the "
        "listener's time and does not tell what is seen.",
        "WCAG 2.2, 1.1.1, failure F30; W3C WAI Images Tutorial",
        "Begin with what is seen.",
    ),
    "A034": Explanation(
        "A text alternative is read in one go and cannot be walked through like text. About 250 "
        "characters are what a listener keeps in mind.",
        "W3C WAI Images Tutorial: long descriptions belong in the text; the limit is pubpipe's own rule",
        "Keep what matters for the stretch; say the rest in the text.",
    ),
    "A035": Explanation(
        "A suppression that hides nothing would hide the next fault of its kind, which nobody has looked at.",
        "pubpipe's own rule",
        "Take it out of the front matter.",
    ),
}
