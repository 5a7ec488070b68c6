"""Explanations of findings about the source as text (S)."""

from pubpipe.explanations.explanation import Explanation

SOURCE: dict[str, Explanation] = {
    "S001": Explanation(
        "The file that the command names is not there, or the account that runs pubpipe may not read it."
        " Nothing of the article has been looked at, so that nothing is published from a part of it.",
        "pubpipe's own rule",
        "Check the name and the permissions of the file.",
    ),
    "S002": Explanation(
        "A patient article is some kilobytes of text. A file many times as large is another file by "
        "mistake, or made to exhaust the memory of the machine, and is refused before it is read.",
        "pubpipe's own rule against exhaustion of resources (CWE-400)",
        "Name the article itself, or part it into several.",
    ),
    "S003": Explanation(
        "Text in another encoding is shown with wrong letters, and a wrong letter in a name, a unit or a"
        " number can change what a patient does. pubpipe never guesses an encoding and drops no byte.",
        "Unicode Standard, chapter 3 (UTF-8); pubpipe's own rule not to guess",
        "Save the file as UTF-8 in your editor.",
    ),
    "S004": Explanation(
        "Some characters are invisible or reorder the letters around them, so that a reviewer sees "
        "another text than the one that is spoken or copied. In health information what is seen must be "
        "what is there.",
        "Unicode Technical Report 36 and Technical Standard 39 on security",
        "Delete the character that the finding names and type the text anew.",
    ),
    "S005": Explanation(
        "An article without text below its front matter, or a callout with nothing in it, would be "
        "published as an empty page under the name of a clinic.",
        "pubpipe's own rule",
        "Write the text, or take the empty block away.",
    ),
    "S006": Explanation(
        "Lists and marks that are nested very deep cannot be followed by eye or by ear, and a file made "
        "so on purpose could exhaust the parser.",
        "pubpipe's own rule against exhaustion of resources (CWE-674)",
        "Flatten the list into several short ones.",
    ),
    "S010": Explanation(
        "The front matter says who publishes the article, in which language and when it is to be "
        "reviewed. Without it no format can name its language, which screen readers need.",
        "WCAG 2.2, 3.1.1 Language of Page; pubpipe's own rule",
        "Begin the file with `---`, the keys and `---`; `pubpipe new` writes an example.",
    ),
    "S011": Explanation(
        "The front matter or data file is not YAML that can be read in one way only. Tags, aliases and "
        "repeated keys are refused too, since they let a file mean something else than it seems to.",
        "YAML 1.2.2; pubpipe's own rule for aliases and tags",
        "Mend the line that is named; put values with a colon in quotes.",
    ),
    "S012": Explanation(
        "A key that pubpipe does not know is nearly always one that is misspelt. Passing over it in "
        "silence would drop what the author meant to say, perhaps a date or a phone number.",
        "pubpipe's own rule",
        "Correct the key as the remedy of the finding offers.",
    ),
    "S013": Explanation(
        "A key that every article needs is not given: without a title, a language, dates, authors and a "
        "publisher a leaflet cannot be identified or trusted.",
        "PIF TICK (Patient Information Forum): who made it and when; pubpipe's own rule",
        "Add the key as the example of the finding shows.",
    ),
    "S014": Explanation(
        "A value is of another kind than its key takes, such as a month of 13 or a phone number without "
        "quotes. A guess would be printed as a fact.",
        "pubpipe's own rule",
        "Write the value as the example of the finding shows.",
    ),
    "S020": Explanation(
        "A directive's name is not one that pubpipe knows. Its content could be a warning or a stretch "
        "that no format would publish, so the build stops.",
        "pubpipe's own rule",
        "Correct the name: stretch, warning, caution, tip, disclaimer, figure, table.",
    ),
    "S021": Explanation(
        "An option's name is not one that the directive takes. It could be a misspelt dose or side, "
        "which would be missing from every format.",
        "pubpipe's own rule",
        "Correct the option as the finding offers.",
    ),
    "S022": Explanation(
        "An option holds a value that it cannot take. Sides, doses and pictures are taken as they are "
        "written or not at all, since a guess could harm.",
        "pubpipe's own rule",
        "Write one of the values that the finding names.",
    ),
    "S023": Explanation(
        "A directive lacks an option or a name without which it has no meaning, such as the text "
        "alternative of a figure.",
        "WCAG 2.2, 1.1.1 for text alternatives; pubpipe's own rule",
        "Add the option that the finding names.",
    ),
    "S024": Explanation(
        "A directive that is opened and never closed takes all that follows into it, so that a "
        "disclaimer could become part of a stretch.",
        "pubpipe's own rule",
        "Close it with a line of the same number of colons.",
    ),
    "S025": Explanation(
        "A dose cannot be read as whole numbers with a unit. A dose that is guessed wrongly can harm, so"
        " it is never guessed.",
        "pubpipe's own rule; patient safety",
        "Write it as `20-30 s`, `3 times` or `2 times a day`.",
    ),
    "S026": Explanation(
        "A stretch without a hold and without repeats does not say how much to do. A patient may then do"
        " far too much of it.",
        "ACSM position stand 2011 (Garber et al.): duration and repetitions are part of a prescription; TIDieR item 8",
        "Add `:hold:` or `:repeat:`.",
    ),
    "S027": Explanation(
        "A stretch without numbered steps gives nothing to do, and a recording of it would be silent "
        "where the listener waits.",
        "AHRQ PEMAT-P, item 22: actions in explicit steps",
        "Write the steps as a numbered list.",
    ),
    "S028": Explanation(
        "A picture without a text alternative does not exist for people who listen or who read in braille.",
        "WCAG 2.2, 1.1.1 Non-text Content (A); PDF/UA-1, 7.3",
        "Add `:alt:` that says what the picture shows.",
    ),
    "S030": Explanation(
        "HTML in the text would be seen in some formats and not in others, and could carry scripts into "
        "a clinic's page.",
        "pubpipe's own rule against injection (CWE-79)",
        "Write it in Markdown, or leave it out.",
    ),
    "S031": Explanation(
        "A link leads to a scheme that is not allowed, to a file of your disk, or to a block that the "
        "article does not have. A patient would meet an error, or worse.",
        "WCAG 2.2, 2.4.4 Link Purpose; pubpipe's own rule for schemes",
        "Use https, http, mailto, tel or the #id of a block.",
    ),
    "S032": Explanation(
        "Some markup has no equal in all formats. Publishing it would lose its meaning in print or in "
        "sound, so the article is stopped instead.",
        "pubpipe's own rule: every format says the same",
        "Write it with the markup that the finding offers.",
    ),
    "S033": Explanation(
        "A heading skips a level or stands where none can. People who navigate by headings then look for"
        " a section that is not there.",
        "WCAG 2.2, 1.3.1 Info and Relationships; technique G141; PDF/UA-1, 7.4",
        "Use the next level below the heading above it.",
    ),
    "S034": Explanation(
        "An inline role's name is not one that pubpipe knows, so that its words would be printed with "
        "their marks or lost.",
        "pubpipe's own rule",
        "Correct the role as the finding offers.",
    ),
    "S035": Explanation(
        "A citation names a source that the front matter does not list, so that nobody can look the claim up.",
        "PIF TICK: information is based on evidence that can be named",
        "Add the reference, or correct its id.",
    ),
    "S036": Explanation(
        "A table with spans, gaps or empty headings cannot be read aloud cell by cell with the headings "
        "that belong to it.",
        "WCAG 2.2, 1.3.1; PDF/UA-1, 7.5",
        "Give each column a heading and each row the same number of cells.",
    ),
    "S040": Explanation(
        "A picture outside the folder of the article could be any file of the machine, and would be "
        "missing when the article is moved.",
        "pubpipe's own rule against path traversal (CWE-22)",
        "Put the file into the article's folder.",
    ),
    "S041": Explanation(
        "The picture that the article names is not there, and a stretch without its picture is easily done wrongly.",
        "pubpipe's own rule",
        "Correct the name, or add the file.",
    ),
    "S042": Explanation(
        "A picture from the network can change or vanish after review, and would tell a stranger who "
        "reads the article.",
        "pubpipe's own rule: a build reads nothing from the network",
        "Save the picture in the article's folder.",
    ),
    "S043": Explanation(
        "A drawing can hold scripts, references and entities that run or fetch something when it is shown.",
        "pubpipe's own rule against active content (CWE-79, CWE-611)",
        "Save it as plain SVG without scripts and links.",
    ),
    "S044": Explanation(
        "Not every kind of picture can be shown in each format, or its size cannot be told, and a huge "
        "one could exhaust the machine.",
        "pubpipe's own rule",
        "Save it as SVG or PNG.",
    ),
    "S045": Explanation(
        "A pose is not one that a body can take, or cannot be drawn. A drawing of it would teach a "
        "movement that hurts.",
        "pubpipe's own rule; joint ranges after Norkin and White, 2016",
        "Correct the angles that the finding names.",
    ),
    "S046": Explanation(
        "A figure names a pose that the library does not have, so that no drawing stands beside the stretch.",
        "pubpipe's own rule",
        "Choose one from `pubpipe figure`.",
    ),
    "S047": Explanation(
        "A drawing shows another side than the steps, or a side that cannot be told. A patient follows the picture.",
        "pubpipe's own rule; patient safety",
        "Correct `:sides:`, or name the side of the drawing with @left or @right.",
    ),
    "S050": Explanation(
        "A lexicon tells how words are spoken. An entry that cannot be used would be passed over and the"
        " word be said wrongly.",
        "W3C Pronunciation Lexicon Specification 1.0",
        "Mend the entry that the finding names.",
    ),
}
