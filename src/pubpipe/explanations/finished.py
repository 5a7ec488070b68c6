"""Explanations of findings about the narration (N) and about finished files (P, F)."""

from pubpipe.explanations.explanation import Explanation

FINISHED: dict[str, Explanation] = {
    "N001": Explanation(
        "The voice that is chosen has no way to say a part of the text. A recording that leaves words "
        "out could leave out the word “not”.",
        "pubpipe's own rule; patient safety",
        "Write it in words, or add it to `pronounce:`.",
    ),
    "P001": Explanation(
        "Each finished file is opened again and held against the article. A text that is missing could "
        "be a warning or a dose, so nothing is published.",
        "pubpipe's own rule; patient safety",
        "Compare your templates with pubpipe's.",
    ),
    "P002": Explanation(
        "All formats give the same texts in the same order: steps in another order are another exercise.",
        "WCAG 2.2, 1.3.2 Meaningful Sequence (A); pubpipe's own rule",
        "Compare your templates with pubpipe's.",
    ),
    "P003": Explanation(
        "The hold, the rest, the count or the frequency of a stretch is another in a finished file than in "
        "the article: a number, a unit or an end of a range was lost or changed.",
        "pubpipe's own rule; patient safety",
        "Compare your templates with pubpipe's: a dose is worded once, and templates only place it.",
    ),
    "P004": Explanation(
        "A finished file says left where the article says right, or does not say which side its steps are "
        "for. Whoever follows it would exercise the wrong limb.",
        "pubpipe's own rule; patient safety",
        "Compare your templates with pubpipe's.",
    ),
    "P005": Explanation(
        "The text alternative of a figure is not the one in the article, so that people who do not see the "
        "picture are told something else than its author approved.",
        "WCAG 2.2, 1.1.1 Non-text Content (A)",
        "Compare your templates with pubpipe's: the alternative belongs to its picture, word for word.",
    ),
    "P006": Explanation(
        "A warning tells when to stop and whom to ask. In a finished file it must stand once, whole, before the "
        "first stretch, and be as large and as plain to see as the text around it.",
        "ISO 3864 and ANSI Z535.6 on the prominence of safety messages; pubpipe's own rule; patient safety",
        "Take the rule or template that is named out of your own templates/.",
    ),
    "F001": Explanation(
        "A finished file cannot be opened, or lacks a part that its norm or its reader needs, such as "
        "its language, its title or the tags of a PDF.",
        "The norm of the format: PDF/UA-1, EPUB 3.3, EPUB Accessibility 1.1, HTML",
        "See which part is named; compare your templates with pubpipe's.",
    ),
    "F002": Explanation(
        "The engine that lays out the pages reported that it could not do what was asked, so that "
        "something on the page is not as designed.",
        "pubpipe's own rule: silence is part of the proof",
        "Correct the style or the template that is named.",
    ),
    "F003": Explanation(
        "The chapters of a recording lead a listener to a stretch and a side. A chapter at another place"
        " leads to the wrong one.",
        "pubpipe's own rule; patient safety",
        "Report it: pubpipe made both.",
    ),
    "F004": Explanation(
        "pubpipe's tags in a PDF are made for one version of the engine. With another the file is "
        "checked all the same, but has not been tested.",
        "pubpipe's own rule",
        "Install the version that pubpipe asks for.",
    ),
    "F005": Explanation(
        "A label that is printed smaller than the rules for the edition ask cannot be read by those for "
        "whom it is made.",
        "UKAAF and RNIB large print guidance (16 points); ACB and APH guidelines (18 points)",
        "Make the labels of the figure larger, or fewer.",
    ),
}
